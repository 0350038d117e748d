package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.slipway.kernel.HostId;
import io.slipway.protocol.Route;
import io.slipway.protocol.ServerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a routing table gets to an agent that takes changes, and to one that does not. */
class AgentSessionTest {

    private final List<ServerMessage> sent = new ArrayList<>();

    @SuppressWarnings("unchecked")
    private final ServerCallStreamObserver<ServerMessage> stream = mock(ServerCallStreamObserver.class);

    private final AgentSession session = new AgentSession(HostId.create(), stream);
    private final RoutingEdition first = RoutingEdition.first(7, 1, content("1"));
    private final RoutingEdition second = first.next(7, 2, content("2"));
    private final RoutingEdition third = second.next(7, 3, content("3"));

    @BeforeEach
    void openStream() {
        when(stream.isReady()).thenReturn(true);
        doAnswer(call -> sent.add(call.getArgument(0))).when(stream).onNext(any());
    }

    @Test
    void anAgentThatTakesNoChangesGetsEveryTableWhole() {
        session.send(first);
        session.send(second);

        assertThat(sent).allMatch(ServerMessage::hasRoutingTable).hasSize(2);
    }

    @Test
    void othersGetTheWholeOnceAndThenTheChanges() {
        session.takesChanges(ByteString.EMPTY);
        session.send(first);
        session.send(second);

        assertThat(sent).allMatch(ServerMessage::hasRoutingChange).hasSize(2);
        assertThat(sent.getFirst().getRoutingChange().getFrom().isEmpty()).isTrue();
        assertThat(sent.getLast().getRoutingChange().getFrom()).isEqualTo(first.digest());
    }

    @Test
    void anAgentThatHasTheTableAlreadyGetsOnlyItsVersion() {
        session.takesChanges(first.digest());
        session.send(first);

        var change = sent.getFirst().getRoutingChange();
        assertThat(change.getRoutesCount()).isZero();
        assertThat(change.getVersion()).isEqualTo(1);
    }

    @Test
    void aSlowAgentGoesOverWhatItMissed() {
        session.takesChanges(ByteString.EMPTY);
        session.send(first);
        when(stream.isReady()).thenReturn(false);
        session.send(second);
        session.send(third);
        assertThat(sent).hasSize(1);

        when(stream.isReady()).thenReturn(true);
        session.flush();

        assertThat(sent).hasSize(2);
        assertThat(sent.getLast().getRoutingChange().getFrom()).isEqualTo(first.digest());
        assertThat(sent.getLast().getRoutingChange().getDigest()).isEqualTo(third.digest());
    }

    private static RoutingEdition.Content content(String host) {
        var route = Route.newBuilder().setRouteId("r").setHost(host).build();
        return new RoutingEdition.Content("apps.localhost", Map.of("r", route), Map.of());
    }
}
