package io.slipway.console.overview;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.AppService;
import io.slipway.apps.ProcessView;
import io.slipway.console.apps.CommandLine;
import io.slipway.console.components.AppContext;
import io.slipway.console.components.AppVerbs;
import io.slipway.console.components.InstanceScaler;
import io.slipway.console.components.Panel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The processes of an app that has several: how many instances of each run, and what can be done to one alone. */
class ProcessPanel extends Composite<Panel> {

    private final AppVerbs verbs;
    private final Map<String, Line> lines = new TreeMap<>();
    private List<String> shown = List.of();

    ProcessPanel(AppService apps) {
        verbs = new AppVerbs(apps);
    }

    @Override
    protected Panel initContent() {
        var panel = new Panel("Processes");
        panel.setTestId("processes");
        return panel;
    }

    void show(AppContext context) {
        var processes = context.app().processes();
        setVisible(context.app().hasSeveralProcesses());
        var types = processes.stream().map(ProcessView::type).toList();
        if (!types.equals(shown)) {
            shown = types;
            lines.keySet().retainAll(types);
            getContent().removeAll();
            types.forEach(type -> getContent().add(lines.computeIfAbsent(type, name -> new Line(name, verbs))));
        }
        for (var process : processes) {
            lines.computeIfAbsent(process.type(), name -> new Line(name, verbs)).show(context, process);
        }
    }

    /** One of them. */
    private static final class Line extends Div {

        private final Span running = new Span();
        private final Span command = new Span();
        private final InstanceScaler scaler;
        private final Button restart;
        private @Nullable AppContext context;
        private @Nullable ProcessView process;

        Line(String type, AppVerbs verbs) {
            scaler = new InstanceScaler(verbs, type);
            restart = new Button("Restart", event -> {
                if (context != null && process != null) {
                    verbs.restart(context.app(), process, context.reload());
                }
            });
            restart.setAriaLabel("Restart " + type);
            restart.setTestId("process-restart-" + type);
            var name = new Span(type);
            name.addClassName("strong");
            running.addClassName("num");
            running.setTestId("process-running-" + type);
            command.addClassNames("process-command", "mono", "muted", "truncate", "grow");
            addClassNames("row", "route-line");
            setTestId("process-line-" + type);
            add(name, running, command, scaler, restart);
        }

        void show(AppContext now, ProcessView wanted) {
            context = now;
            process = wanted;
            long ready = now.instances().stream()
                    .filter(row -> !row.isGone() && row.processType().equals(wanted.type()) && row.routable())
                    .count();
            running.setText(ready + " of " + wanted.instances());
            running.setTitle(ready + " of " + wanted.instances() + " instances are well");
            var words = wanted.settings().command();
            command.setText(words.isEmpty() ? "the image's own command" : CommandLine.join(words));
            scaler.show(now);
            restart.setEnabled(AppVerbs.mayOperate(now.app()) && now.app().started());
        }
    }
}
