package io.slipway.router;

import java.time.Clock;

/** What all lanes of a router share. */
record LaneServices(
        RoutingState state,
        TrafficRecorder recorder,
        AccessLog accessLog,
        Clock clock,
        NarrowedCookies cookies,
        TcpLimits tcpLimits) {}
