package io.slipway.console.apps;

import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import io.slipway.apps.CreateAppRequest;
import io.slipway.console.components.CopyButton;
import io.slipway.console.components.Figures;
import io.slipway.iam.SpacePath;

/** Beside the create form: what will be made, in words and as the API call that does the same. */
class CreateSummary extends Aside {

    private final DescriptionList list = new DescriptionList();
    private final Div head = new Div();
    private final Pre call = new Pre();
    private final CopyButton copy = new CopyButton("", "Copy API call");

    CreateSummary() {
        addClassNames("panel", "create-summary");
        setTestId("create-summary");
        head.add(new Span("The same by API"), copy);
        head.addClassName("cluster");
        head.setVisible(false);
        call.setVisible(false);
        call.addClassNames("mono", "code");
        add(new H2("What will be made"), list, head, call);
    }

    void show(String origin, SpacePath space, CreateAppRequest request, String url) {
        list.removeAll();
        line("App", request.name().isEmpty() ? "–" : request.name());
        line("In", space.words());
        line("Image", request.image().isEmpty() ? "–" : request.image());
        line("Instances", Figures.count(request.instances(), "instance") + " of " + SizeField.label(request.size()));
        line("Listens on", port(request));
        line("Route", url.isEmpty() ? "none" : url);
        if (!request.environment().isEmpty()) {
            line("Environment", Figures.count(request.environment().size(), "variable"));
        }
        String text = ApiCall.create(origin, space, request);
        tell(text);
    }

    /** Says what is missing before anything can be made. */
    void waitFor(String sentence) {
        list.removeAll();
        line("Missing", sentence);
        tell("");
    }

    private void tell(String text) {
        call.setText(text);
        copy.setText(text);
        call.setVisible(!text.isEmpty());
        head.setVisible(!text.isEmpty());
    }

    private void line(String term, String description) {
        list.add(new DescriptionList.Term(term));
        list.add(new DescriptionList.Description(description));
    }

    private static String port(CreateAppRequest request) {
        if (request.port() == null) {
            return "the image's own port";
        }
        return request.port() == 0 ? "no port" : "port " + request.port();
    }
}
