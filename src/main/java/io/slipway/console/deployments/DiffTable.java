package io.slipway.console.deployments;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import io.slipway.apps.ReleaseDifference;
import java.util.List;
import java.util.Locale;

/** Differences in rows, each with a sign, so that none is told by colour alone. */
class DiffTable extends Composite<Div> {

    DiffTable(List<ReleaseDifference> lines) {
        getContent().addClassName("diff");
        if (lines.isEmpty()) {
            getContent().add(new Paragraph("Image, settings and variables are the same."));
            return;
        }
        var table = new NativeTable();
        table.addClassName("diff-table");
        lines.forEach(line -> table.getBody().add(row(line)));
        getContent().add(table);
    }

    private static NativeTableRow row(ReleaseDifference line) {
        var sign = new NativeTableCell(line.mark().sign());
        sign.addClassName("diff-sign");
        sign.getElement().setAttribute("aria-label", line.mark().name().toLowerCase(Locale.ROOT));
        var before = new NativeTableCell(line.before());
        before.addClassNames("diff-before", "mono");
        var after = new NativeTableCell(line.after());
        after.addClassNames("diff-after", "mono");
        var row = new NativeTableRow(sign, new NativeTableCell(line.what()), before, after);
        row.addClassName("diff-" + line.mark().name().toLowerCase(Locale.ROOT));
        return row;
    }
}
