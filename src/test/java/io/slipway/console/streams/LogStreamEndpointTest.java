package io.slipway.console.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.slipway.iam.AccessPolicy;
import io.slipway.iam.Permission;
import io.slipway.kernel.AppId;
import io.slipway.kernel.PlatformException;
import io.slipway.kernel.SpaceId;
import io.slipway.logs.LogServices;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class LogStreamEndpointTest {

    private final AppId app = AppId.create();
    private final AppId foreign = AppId.create();
    private final SpaceId space = SpaceId.create();
    private final SpaceId otherSpace = SpaceId.create();
    private final AccessPolicy access = mock(AccessPolicy.class);

    @TempDir
    Path folder;

    private MockMvc mvc;

    @BeforeEach
    void start() {
        when(access.requireSpace(otherSpace, Permission.SPACE_READ))
                .thenThrow(new PlatformException.NotFound("There is no such space."));
        var logs = LogServices.of(
                folder,
                id -> id.equals(app)
                        ? Optional.of(space)
                        : id.equals(foreign) ? Optional.of(otherSpace) : Optional.empty(),
                access,
                app,
                2_000);
        mvc = MockMvcBuilders.standaloneSetup(new LogStreamEndpoint(logs, Clock.systemUTC()))
                .build();
    }

    @Test
    void servesTheNewestPageAndFiltersIt() throws Exception {
        mvc.perform(get("/console/stream/logs/{app}/page", app).param("limit", "3"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.lines.length()").value(3))
                .andExpect(jsonPath("$.lines[2].m").value("request number 1999 took 59 ms"))
                .andExpect(jsonPath("$.more").value(true));
        mvc.perform(get("/console/stream/logs/{app}/page", app).param("q", "\"number 77 \""))
                .andExpect(jsonPath("$.lines.length()").value(1));
    }

    @Test
    void countsLinesOverTime() throws Exception {
        mvc.perform(get("/console/stream/logs/{app}/histogram", app)
                        .param("from", "1772366400000")
                        .param("to", "1772366402000")
                        .param("buckets", "2"))
                .andExpect(jsonPath("$.buckets[1].o").value(1_000));
    }

    @Test
    void aForeignAppAnswersExactlyLikeAMissingOne() throws Exception {
        var answers = new String[3];
        var ids = new String[] {foreign.toString(), AppId.create().toString(), "no-id"};
        for (int i = 0; i < ids.length; i++) {
            answers[i] = mvc.perform(get("/console/stream/logs/{app}/page", ids[i]))
                    .andExpect(status().isNotFound())
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
        }

        assertThat(answers).containsOnly(answers[0]);
    }

    @Test
    void refusesAFilterThatIsNone() throws Exception {
        mvc.perform(get("/console/stream/logs/{app}/page", app).param("q", "level:nonsense"))
                .andExpect(status().is(422))
                .andExpect(jsonPath("$.type").value("/problems/invalid-filter"));
    }

    @Test
    void resumesTheStreamAndEndsItWithTheSession() throws Exception {
        // The first look finds the session open, the second finds it ended.
        var ended = new Object() {
            int looks;
        };
        var closing = new MockHttpSession() {
            @Override
            public long getCreationTime() {
                if (ended.looks++ > 0) {
                    throw new IllegalStateException("ended");
                }
                return 1;
            }
        };
        var response = mvc.perform(get("/console/stream/logs/{app}", app)
                        .session(closing)
                        .accept("text/event-stream")
                        .header("Last-Event-ID", "1998"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(response)
                .contains("event: ping")
                .contains("event: lines\nid: 2000\n")
                .doesNotContain("number 1997");
    }
}
