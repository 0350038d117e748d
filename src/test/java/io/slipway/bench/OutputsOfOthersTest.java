package io.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** What the kernel, wrk and web servers print. */
class OutputsOfOthersTest {

    @Test
    void processorTimeIsReadBehindANameWithBlanksAndBrackets() {
        var stat = "4711 (tmux: (srv) x) S 1 4711 4711 0 -1 4194560 900 0 3 0 1234 66 0 0 20 0 1 0 100 9000 500";

        assertThat(ProcFiles.cpuSeconds(stat)).isEqualTo(13.0);
    }

    @Test
    void residentMemoryIsReadInMebibytes() {
        assertThat(ProcFiles.residentMib("Name:\tjava\nVmRSS:\t  262144 kB\nRssAnon:\t 1 kB\n"))
                .isEqualTo(256);
        assertThatIllegalArgumentException().isThrownBy(() -> ProcFiles.residentMib("Name:\tkthreadd\n"));
    }

    @Test
    void theHeapIsWhatItsGenerationsHold() {
        var told = """
                4711:
                 DefNew     total 460800K, used 1024K [0x0000000080000000, 0x000000009f400000, 0x000000009f400000)
                  eden space 409600K,   0% used [0x0000000080000000, 0x0000000080100000, 0x0000000099000000)
                 Tenured    total 409600K, used 2048K [0x00000000a0000000, 0x00000000b9000000, 0x0000000100000000)
                   the space 409600K,  10% used [0x00000000a0000000, 0x00000000a2800000, 0x00000000b9000000)
                 Metaspace       used 90000K, committed 91000K, reserved 1179648K
                  class space    used 10000K, committed 10500K, reserved 1048576K
                """;

        assertThat(Jvm.heapMib(told)).isEqualTo(3);
    }

    @Test
    void theLoadIsReadFromWhatWrkPrints() {
        var load = WebLoad.parse("""
                Running 5s test @ http://127.0.0.1:8000/
                  Latency Distribution
                     50%    1.52ms
                     99%  890.00us
                  151234 requests in 5.01s, 172.11MB read
                  Socket errors: connect 0, read 2, write 0, timeout 1
                  Non-2xx or 3xx responses: 4
                Requests/sec:  30186.43
                """);

        assertThat(load).isEqualTo(new WebLoad(151_234, 30_186.43, 0.89, 7));
    }

    @Test
    void somethingElseThanALoadIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> WebLoad.parse("unable to connect"));
    }

    @Test
    void anAnswerIsStatusAndBody() {
        assertThat(Web.answer("HTTP/1.1 204 No Content\r\nX: y\r\n\r\n")).isEqualTo(new Web.Answer(204, ""));
        assertThat(Web.answer("HTTP/1.0 200 OK\r\n\r\n{}")).isEqualTo(new Web.Answer(200, "{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> Web.answer("SSH-2.0-x"));
    }
}
