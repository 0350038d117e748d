package io.slipway.dispatcher;

import io.slipway.instances.HostReport;
import io.slipway.instances.InstanceLedger;
import io.slipway.kernel.InstanceId;
import io.slipway.protocol.InstancePhase;
import io.slipway.protocol.InstanceReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes reports off the network threads and writes what has come meanwhile as one, in the order in which it came: a thousand hosts
 * that start instances at once cost one commit a moment, and one connection of the database. A report is acknowledged only after it
 * was recorded. One that cannot be recorded is tried again on its own until its agent is gone, which tells everything anew when it
 * comes back.
 */
@Component
class ReportIntake implements SmartLifecycle {

    static final int MOST_AT_ONCE = 256;

    /** What a thousand hosts with a hundred instances each tell when they connect. */
    static final int MOST_WAITING = 100_000;

    private static final Logger log = LoggerFactory.getLogger(ReportIntake.class);
    private static final long LOOK_MILLIS = 250;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(4);

    private record Taken(AgentSession session, InstanceReport report) {

        String instance() {
            return report.getInstanceId();
        }

        HostReport said() {
            return new HostReport(session.host(), report);
        }
    }

    private final InstanceLedger ledger;
    private final RoutingFeed routing;
    private final BlockingQueue<Taken> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    /** Of each instance the newest report that the store refused. Owned by the thread, as is {@link #nextTry}. */
    private final Map<String, Taken> unrecorded = new LinkedHashMap<>();

    private long nextTry = System.nanoTime();
    private volatile Thread thread = Thread.currentThread();
    private volatile boolean running;

    ReportIntake(InstanceLedger ledger, RoutingFeed routing) {
        this.ledger = ledger;
        this.routing = routing;
    }

    /** Takes a report; when too many wait, the agent is sent away to come back later. */
    void take(AgentSession session, InstanceReport report) {
        try {
            InstanceId.of(report.getInstanceId());
        } catch (IllegalArgumentException e) {
            log.atWarn().addKeyValue("host", session.host()).log("An agent reported an instance without a proper id");
            return;
        }
        if (!waiting.offer(new Taken(session, report))) {
            log.atWarn().addKeyValue("host", session.host()).log("Too many reports wait; the agent tells them again");
            session.close();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("reports").daemon().start(this::run);
    }

    /** Lets the present write end; never interrupts, which would close the database's file under everybody. */
    @Override
    public void stop() {
        running = false;
        try {
            thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                var first = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    step(first);
                }
                if (System.nanoTime() - nextTry >= 0) {
                    tryAgain();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void step(Taken first) {
        var batch = new ArrayList<Taken>();
        batch.add(first);
        waiting.drainTo(batch, MOST_AT_ONCE - 1);
        // A report says all of its instance: what came later stands for what could not be written.
        batch.forEach(each -> unrecorded.remove(each.instance()));
        if (!isRecorded(batch)) {
            // One of them may be what is in the way: then the others must not suffer.
            batch.forEach(this::recordAlone);
        }
    }

    private void recordAlone(Taken each) {
        if (!isRecorded(List.of(each))) {
            unrecorded.put(each.instance(), each);
            nextTry = System.nanoTime() + PAUSE.toNanos();
        }
    }

    private void tryAgain() {
        var again = List.copyOf(unrecorded.values());
        unrecorded.clear();
        again.stream().filter(each -> each.session().isOpen()).forEach(this::recordAlone);
    }

    private boolean isRecorded(List<Taken> batch) {
        try {
            ledger.record(batch.stream().map(Taken::said).toList());
        } catch (RuntimeException e) {
            log.atWarn()
                    .setCause(e)
                    .addKeyValue("reports", batch.size())
                    .addKeyValue("first", batch.getFirst().report().getInstanceId())
                    .log("Reports could not be recorded; tried again");
            return false;
        }
        batch.forEach(this::recorded);
        return true;
    }

    private void recorded(Taken each) {
        var phase = each.report().getPhase();
        if (phase == InstancePhase.STOPPED || phase == InstancePhase.FAILED) {
            routing.forget(InstanceId.of(each.report().getInstanceId()));
        }
        each.session().acknowledge(each.report().getSequence());
    }
}
