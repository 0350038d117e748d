package io.slipway.console.admin;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.slipway.console.components.Figures;
import io.slipway.console.components.StateBadge;
import io.slipway.console.components.StateKind;
import io.slipway.placement.PlacementView.HostVerdict;
import io.slipway.placement.PlacementView.RuleFinding;
import java.util.Comparator;
import java.util.List;

/** Host by verdict: each with a shape and a word, and below it what every rule found, with a sign and its numbers. */
class VerdictTable extends Composite<Div> {

    /** More hosts than one reads, and few enough for a page to carry. */
    static final int MAX_HOSTS = 30;

    private static final Comparator<HostVerdict> TELLING_FIRST = Comparator.comparing(HostVerdict::verdict)
            .thenComparing(HostVerdict::current, Comparator.reverseOrder())
            .thenComparing(HostVerdict::host);

    VerdictTable(List<HostVerdict> verdicts) {
        var table = new NativeTable();
        table.addClassName("verdict-table");
        table.setTestId("verdict-table");
        table.getElement().setAttribute("aria-label", "Hosts and what the rules find there");
        table.getHead().add(new NativeTableRow(head("Host"), head("Verdict")));
        verdicts.stream()
                .sorted(TELLING_FIRST)
                .limit(MAX_HOSTS)
                .forEach(verdict -> table.getBody().add(row(verdict)));
        getContent().add(table);
        if (verdicts.size() > MAX_HOSTS) {
            var rest = new Paragraph(
                    Figures.count(verdicts.size() - MAX_HOSTS, "more host") + "; the API lists every one.");
            rest.addClassName("muted");
            getContent().add(rest);
        }
    }

    private static NativeTableHeaderCell head(String text) {
        var cell = new NativeTableHeaderCell(text);
        cell.getElement().setAttribute("scope", "col");
        return cell;
    }

    private static NativeTableRow row(HostVerdict verdict) {
        var name = new Span(verdict.host());
        name.addClassName("strong");
        var host = new NativeTableHeaderCell(name);
        host.getElement().setAttribute("scope", "row");
        if (verdict.current()) {
            host.add(note("it is here"));
        }
        host.add(note(verdict.score()));
        var findings = new UnorderedList();
        verdict.findings().stream()
                .sorted(Comparator.comparing(RuleFinding::holds))
                .forEach(finding -> findings.add(item(finding)));
        return new NativeTableRow(host, new NativeTableCell(badge(verdict), findings));
    }

    private static StateBadge badge(HostVerdict verdict) {
        var badge = switch (verdict.verdict()) {
            case CHOSEN -> new StateBadge(StateKind.RUNNING, "Chosen");
            case POSSIBLE -> new StateBadge(StateKind.PENDING, "Possible");
            case REFUSED -> new StateBadge(StateKind.SUSPENDED, "Refused");
        };
        return badge.plain();
    }

    private static ListItem item(RuleFinding finding) {
        var sign = new Span(finding.holds() ? "✓" : "✕");
        sign.getElement().setAttribute("aria-hidden", "true");
        sign.addClassName("finding-sign");
        var spoken = new Span(finding.holds() ? "holds: " : "against: ");
        spoken.addClassName("visually-hidden");
        var item = new ListItem(sign, spoken, new Span(finding.words()));
        item.addClassName(finding.holds() ? "finding-holds" : "finding-against");
        return item;
    }

    private static Div note(String text) {
        var note = new Div(text);
        note.addClassNames("muted", "small");
        return note;
    }
}
