package io.slipway.bench;

import java.util.List;

/**
 * What a measurement found.
 *
 * @param all in the order to show them
 * @param remarks sentences that a reader needs to judge them
 */
record Figures(List<Figure> all, List<String> remarks) {

    Figures {
        all = List.copyOf(all);
        remarks = List.copyOf(remarks);
    }

    static Figures of(Figure... figures) {
        return new Figures(List.of(figures), List.of());
    }

    Figures remark(String sentence) {
        var more = new java.util.ArrayList<>(remarks);
        more.add(sentence);
        return new Figures(all, more);
    }
}
