package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.kernel.PrivateFiles;
import io.slipway.protocol.HostAssignment;
import io.slipway.protocol.NameTable;
import io.slipway.protocol.RoutingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentMemoryTest {

    @TempDir
    private Path folder;

    private AgentMemory memory;

    @BeforeEach
    void begin() {
        memory = new AgentMemory(new PrivateFiles(folder));
    }

    @Test
    void refusesAPastLeaderThoughTheDiskIsFull() throws IOException {
        fill("epoch");

        assertThat(memory.admits(7)).isTrue();
        assertThat(memory.admits(6)).isFalse();
        assertThat(memory.problem()).contains("cannot write", folder.toString(), "Make room");
    }

    @Test
    void admitsToNotHavingKeptAnAssignment() throws IOException {
        fill("assignment.sealed");

        assertThat(memory.keep(assignment(1))).isFalse();
    }

    @Test
    void keepsTheNewestNameTableOverARestart() {
        for (int epoch = 1; epoch <= 50; epoch++) {
            memory.keepSoon(NameTable.newBuilder().setEpoch(epoch).build());
        }

        await("the write that goes on beside")
                .untilAsserted(() -> assertThat(new AgentMemory(new PrivateFiles(folder)).nameTable())
                        .contains(NameTable.newBuilder().setEpoch(50).build()));
    }

    @Test
    void writesWhatWasLeftOnceThereIsRoom() throws IOException {
        fill("epoch");
        fill("assignment.sealed");
        memory.admits(7);
        memory.keep(assignment(1));
        memory.keep(assignment(2));

        assertThat(memory.settle()).isFalse();
        makeRoom("epoch");
        makeRoom("assignment.sealed");

        assertThat(memory.settle()).isTrue();
        assertThat(memory.problem()).isEmpty();
        var again = new AgentMemory(new PrivateFiles(folder));
        assertThat(again.knownEpoch()).isEqualTo(7);
        assertThat(again.assignment()).contains(assignment(2));
    }

    @Test
    void aTableThatCannotBeKeptLeavesTheLastOneForTheNextStart() throws IOException {
        memory.keep(RoutingTable.newBuilder().setVersion(1).build());
        fill("routing-table.bin");
        memory.keep(RoutingTable.newBuilder().setVersion(2).build());

        assertThat(new AgentMemory(new PrivateFiles(folder)).routingTable())
                .hasValueSatisfying(table -> assertThat(table.getVersion()).isEqualTo(1));
    }

    /** Root may write anywhere, so what is in the way of the file's next content is a folder that is not empty. */
    private void fill(String file) throws IOException {
        Files.createDirectories(folder.resolve(file + ".new").resolve("in the way"));
    }

    private void makeRoom(String file) throws IOException {
        Files.delete(folder.resolve(file + ".new").resolve("in the way"));
        Files.delete(folder.resolve(file + ".new"));
    }

    private static HostAssignment assignment(long generation) {
        return HostAssignment.newBuilder().setGeneration(generation).build();
    }
}
