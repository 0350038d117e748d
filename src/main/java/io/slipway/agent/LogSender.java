package io.slipway.agent;

import io.grpc.stub.StreamObserver;
import io.slipway.protocol.AgentLinkGrpc.AgentLinkStub;
import io.slipway.protocol.LogBatch;
import io.slipway.protocol.ShipmentAck;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the spool's batches to the server, a bounded number ahead of its acknowledgements. One thread of its own. */
final class LogSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogSender.class);
    private static final int MOST_UNACKNOWLEDGED = 32;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final LogSpool spool;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable AgentLinkStub stub;
    private long connection;
    private volatile boolean running = true;

    LogSender(LogSpool spool) {
        this.spool = spool;
        this.thread = Thread.ofPlatform().name("log-sender").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void connected(AgentLinkStub link) {
        setStub(link);
    }

    void disconnected() {
        setStub(null);
    }

    @Override
    public void close() {
        running = false;
        thread.interrupt();
    }

    private void setStub(@Nullable AgentLinkStub link) {
        lock.lock();
        try {
            stub = link;
            connection++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (running) {
            try {
                var shipment = new Shipment(awaitStub());
                shipment.ship();
                TimeUnit.NANOSECONDS.sleep(RETRY.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException e) {
                LOG.atWarn().setCause(e).log("Log batches cannot be sent now; trying again");
            }
        }
    }

    private AgentLinkStub awaitStub() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (stub == null) {
                changed.await();
            }
            return stub;
        } finally {
            lock.unlock();
        }
    }

    /** One stream to the server, from the first batch that it has not acknowledged. */
    private final class Shipment implements StreamObserver<ShipmentAck> {
        private final StreamObserver<LogBatch> out;
        private final long ofConnection;
        private long acknowledged;
        private boolean broken;

        Shipment(AgentLinkStub link) {
            acknowledged = spool.acknowledged();
            ofConnection = connection();
            out = link.shipLogs(this);
        }

        void ship() throws InterruptedException, IOException {
            long sent = acknowledged;
            while (awaitWindow(sent)) {
                var batch = spool.next(sent, LOOK);
                if (batch.isPresent() && isAlive()) {
                    out.onNext(batch.get());
                    sent = batch.get().getSequence();
                }
            }
            out.onCompleted();
        }

        @Override
        public void onNext(ShipmentAck ack) {
            try {
                spool.acknowledged(ack.getSequence());
            } catch (IOException e) {
                LOG.atWarn().setCause(e).log("A sent part of the log spool could not be removed; trying again");
            }
            lock.lock();
            try {
                acknowledged = Math.max(acknowledged, ack.getSequence());
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void onError(Throwable problem) {
            LOG.atDebug().setCause(problem).log("Log stream to the server broke");
            breakOff();
        }

        @Override
        public void onCompleted() {
            breakOff();
        }

        private void breakOff() {
            lock.lock();
            try {
                broken = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private boolean isAlive() {
            lock.lock();
            try {
                return running && !broken && connection == ofConnection;
            } finally {
                lock.unlock();
            }
        }

        /** Waits until there is room for one more batch; false when this stream is over. */
        private boolean awaitWindow(long sent) throws InterruptedException {
            lock.lockInterruptibly();
            try {
                while (running && !broken && connection == ofConnection && sent - acknowledged >= MOST_UNACKNOWLEDGED) {
                    changed.await();
                }
                return running && !broken && connection == ofConnection;
            } finally {
                lock.unlock();
            }
        }
    }

    private long connection() {
        lock.lock();
        try {
            return connection;
        } finally {
            lock.unlock();
        }
    }
}
