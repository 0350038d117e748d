package io.slipway.dispatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.assertArg;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.slipway.hosts.HostRemoved;
import io.slipway.kernel.HostId;
import io.slipway.protocol.RemovalNotice;
import org.junit.jupiter.api.Test;

class HostFarewellTest {

    private final HostId host = HostId.create();
    private final AgentSessions sessions = new AgentSessions();
    private final HostCalls calls = new HostCalls();
    private final HostFarewell farewell =
            new HostFarewell(sessions, mock(RoutingFeed.class), mock(AssignmentFeed.class), calls);

    @SuppressWarnings("unchecked")
    private final ServerCall<Object, Object> call = mock(ServerCall.class);

    @Test
    @SuppressWarnings("unchecked")
    void endsWhatARemovedHostHasOpenWithTheNoticeAndForgetsIt() {
        var own = new HostCall<>(call);
        calls.opened(host, own);
        sessions.open(new AgentSession(host, mock(ServerCallStreamObserver.class)));

        farewell.on(new HostRemoved(host));
        own.sendMessage("too late");
        own.close(Status.OK, new Metadata());

        verify(call)
                .close(
                        assertArg(
                                (Status status) -> assertThat(status.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED)),
                        assertArg((Metadata trailers) -> assertThat(
                                        RemovalNotice.isIn(Status.UNAUTHENTICATED.asException(trailers)))
                                .isTrue()));
        verify(call, never()).sendMessage(any());
        assertThat(own.isCancelled()).isTrue();
        assertThat(sessions.of(host)).isEmpty();
    }

    @Test
    void leavesTheCallsOfOthersAlone() {
        calls.opened(HostId.create(), new HostCall<>(call));

        farewell.on(new HostRemoved(host));

        verify(call, never()).close(any(), any());
    }
}
