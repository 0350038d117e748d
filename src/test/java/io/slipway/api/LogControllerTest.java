package io.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.slipway.apps.AppPath;
import io.slipway.apps.AppService;
import io.slipway.apps.AppView;
import io.slipway.iam.AccessPolicy;
import io.slipway.kernel.AppId;
import io.slipway.kernel.SpaceId;
import io.slipway.logs.LogServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class LogControllerTest {

    private static final int LINES = 12_345;
    private static final String PATH = "/api/v1/orgs/default/spaces/default/apps/shop/logs";

    private final AppId app = AppId.create();
    private final AppService apps = mock(AppService.class);

    @TempDir
    Path folder;

    private LogController controller;
    private MockMvc mvc;

    @BeforeEach
    void start() {
        var shop = mock(AppView.class);
        when(shop.id()).thenReturn(app);
        when(apps.get(any(AppPath.class))).thenReturn(shop);
        var logs = LogServices.of(folder, id -> Optional.of(SpaceId.create()), mock(AccessPolicy.class), app, LINES);
        controller = new LogController(apps, logs);
        mvc = MockMvcBuilders.standaloneSetup(controller).build();
    }

    @Test
    void givesTheNewestLinesOfATimeRangeWhenAskedForThem() throws Exception {
        var range = get(PATH)
                .param("from", "1772366400000")
                .param("to", "1772366402000")
                .param("limit", "2");

        mvc.perform(range).andExpect(jsonPath("$.lines[0].m").value("request number 0 took 0 ms"));
        mvc.perform(range.param("newest", "true"))
                .andExpect(jsonPath("$.lines[1].m").value("request number 1999 took 59 ms"))
                .andExpect(jsonPath("$.more").value(true));
    }

    @Test
    void downloadsEveryLineAsTextBeyondTheLargestPage() throws Exception {
        var text = mvc.perform(get(PATH).param("format", "text"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", "attachment; filename=\"shop.log\""))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(text.lines()).hasSize(LINES).first().asString().endsWith("[out/0] request number 0 took 0 ms");
        assertThat(text).endsWith("request number 12344 took 25 ms\n");
    }

    @Test
    void resumesTheStreamBehindTheLastEvent() throws Exception {
        var body = new StringBuilder();
        var response = new MockHttpServletResponse() {
            @Override
            public jakarta.servlet.ServletOutputStream getOutputStream() {
                return until("request number 12344", body);
            }
        };

        controller.stream("default", "default", "shop", "12340", new MockHttpServletRequest(), response);

        assertThat(response.getContentType()).startsWith("text/event-stream");
        assertThat(body.toString())
                .contains("event: lines\nid: 12345\n")
                .contains("request number 12340")
                .doesNotContain("request number 12339");
    }

    /** An output whose reader leaves once it has seen {@code text}. */
    private static jakarta.servlet.ServletOutputStream until(String text, StringBuilder seen) {
        return new jakarta.servlet.ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(jakarta.servlet.WriteListener listener) {}

            @Override
            public void write(int one) {
                seen.append((char) one);
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                seen.append(new String(bytes, from, length, StandardCharsets.UTF_8));
            }

            @Override
            public void flush() throws IOException {
                if (seen.indexOf(text) >= 0) {
                    throw new IOException("the reader has left");
                }
            }
        };
    }
}
