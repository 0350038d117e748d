package io.slipway.orchestrator;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/** Starts the loops when the server is otherwise ready, and stops them before anything they use. */
final class LoopLifecycle implements SmartLifecycle {

    private final List<KeyedLoop<?>> loops;
    private volatile boolean running;

    LoopLifecycle(List<KeyedLoop<?>> loops) {
        this.loops = List.copyOf(loops);
    }

    @Override
    public void start() {
        running = true;
        loops.forEach(KeyedLoop::start);
    }

    @Override
    public void stop() {
        loops.forEach(KeyedLoop::stop);
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
