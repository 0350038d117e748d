package io.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class FiguresTest {

    private final List<Figure> figures = List.of(
            Figure.of("deploy.vs_docker_run", 0.756_432_1).atMost(0.8),
            Figure.of("scheduler.placements_per_second", 2_345_678.9).atLeast(1_000_000),
            Figure.of("logs.search_rare_millis", Runs.of(31, 45, 33)).atMost(30));

    @Test
    void theJsonIsOneFlatObjectOfNumbers() {
        var json = new JsonMapper().readTree(FlatJson.of(figures));

        assertThat(json.propertyNames())
                .containsExactly("deploy.vs_docker_run", "scheduler.placements_per_second", "logs.search_rare_millis");
        assertThat(json.path("deploy.vs_docker_run").asDouble()).isEqualTo(0.756_432);
        assertThat(json.path("scheduler.placements_per_second").asLong()).isEqualTo(2_345_680);
    }

    @Test
    void whatIsNoNumberIsNull() {
        assertThat(FlatJson.of(List.of(Figure.of("x", Double.NaN)))).isEqualTo("{\n  \"x\": null\n}");
    }

    @Test
    void theTableSaysWhichGoalsAreMet() {
        assertThat(Table.of(figures).lines())
                .anySatisfy(line -> assertThat(line).contains("deploy.vs_docker_run", "0.756", "met", "goal ≤ 0.800"))
                .anySatisfy(line -> assertThat(line).contains("2,345,679", "met", "goal ≥ 1,000,000"))
                .anySatisfy(line -> assertThat(line).contains("33.0", "MISSED", "goal ≤ 30.0", "31.0 – 45.0, 3 runs"));
    }
}
