package io.slipway.agent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.grpc.CallOptions;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.slipway.protocol.AgentLinkGrpc;
import io.slipway.protocol.RenewCertificateRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class ServerLinkTest {

    /** Together shorter than gRPC's own first wait, which is 0.8 s at least. */
    private static final int NOT_YET_MILLIS = 100;

    private static final int SOON_MILLIS = 500;

    @Test
    void dialsWithoutGrpcsOwnWaitOnceItIsAskedTo() throws Exception {
        try (var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
                var link = linkTo(server)) {
            server.setSoTimeout(SOON_MILLIS);
            callInVain(link, server);

            server.setSoTimeout(NOT_YET_MILLIS);
            assertThatThrownBy(() -> callInVain(link, server)).isInstanceOf(SocketTimeoutException.class);

            server.setSoTimeout(SOON_MILLIS);
            link.dialAnew();
            callInVain(link, server);
        }
    }

    /** The server takes the connection and hangs up at once. */
    private static void callInVain(ServerLink link, ServerSocket server) throws IOException {
        var call = ClientCalls.futureUnaryCall(
                link.newCall(AgentLinkGrpc.getRenewCertificateMethod(), CallOptions.DEFAULT),
                RenewCertificateRequest.getDefaultInstance());
        server.accept().close();
        assertThatThrownBy(call::get).hasCauseInstanceOf(StatusRuntimeException.class);
    }

    private static ServerLink linkTo(ServerSocket server) {
        var nobody = new Identity("", "", mock(), mock(), mock());
        return new ServerLink(
                unused -> NettyChannelBuilder.forAddress("127.0.0.1", server.getLocalPort())
                        .usePlaintext()
                        .build(),
                nobody);
    }
}
