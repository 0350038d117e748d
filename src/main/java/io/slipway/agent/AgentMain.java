package io.slipway.agent;

import io.slipway.agent.docker.DockerRuntime;
import io.slipway.images.PlatformImages;
import io.slipway.kernel.IdleCollection;
import io.slipway.kernel.PrivateFiles;
import io.slipway.router.Router;
import io.slipway.router.RouterProperties;
import io.slipway.router.TrafficRecorder;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role {@code agent}: a plain program that ends with its process. */
public final class AgentMain {

    private static final Logger log = LoggerFactory.getLogger(AgentMain.class);
    /** Requests in flight mostly end in this time, with their lines in the log. */
    private static final Duration STRAGGLERS = Duration.ofSeconds(1);

    private static final int WRONG_USAGE = 2;
    private static final int REFUSED = 1;

    private AgentMain() {}

    /**
     * Runs an agent until the process is told to end; exit status 1 when a port or the folder is taken or the host cannot join, 2
     * when the options are wrong.
     */
    public static void main(String[] arguments) throws Exception {
        AgentLogging.configure();
        try {
            var options = AgentOptions.parse(arguments);
            switch (AgentOptions.Errand.in(arguments)) {
                case PURGE -> AgentPurge.run(options);
                case JOIN -> join(options);
                case RUN -> run(options);
            }
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(AgentOptions.USAGE);
            System.exit(WRONG_USAGE);
        } catch (CannotStart refused) {
            System.err.println(refused.getMessage());
            System.exit(REFUSED);
        }
    }

    private static void join(AgentOptions options) throws IOException, InterruptedException {
        AgentJoin.identity(options, new IdentityFiles(new PrivateFiles(options.data())), AgentJoin.AT_A_TERMINAL);
    }

    private static void run(AgentOptions options) throws IOException, InterruptedException {
        var clock = Clock.systemUTC();
        var files = new PrivateFiles(options.data());
        var handOver = HandOver.atSignal(options, files);
        var lines = new LateAccessLog();
        var traffic = new TrafficRecorder();
        var router =
                new Router(RouterProperties.listeningOn(options.routerAddress(), options.routerPort()), traffic, lines);
        var predecessor = Predecessor.find(options.routerPort());
        var edge = new EdgeRouter(
                router, () -> predecessor.filter(Predecessor::isAlive).isPresent());
        var lock = predecessor.isPresent()
                ? relieve(predecessor.get(), router, edge, options, files)
                : FolderLock.take(options.data());
        var identities = new IdentityFiles(files);
        var identity = AgentJoin.identity(options, identities, AgentJoin.ENDLESS);
        var link = ServerChannels.link(options, identity);
        var renewer = new CertificateRenewer(link, identities, identity, clock);
        var runtime = new DockerRuntime(options.engine());
        var shipping = new Shipping(files, runtime, clock, () -> TrafficSamples.take(traffic));
        lines.connect(shipping);
        if (predecessor.isEmpty()) {
            listen(router);
        }
        var images = new ImageDesk(runtime, onFirstUse(), new ServerArchives(link), Joining.hostName());
        var parts = new AgentParts(
                runtime,
                images,
                files,
                HealthProbe.overNetwork(),
                shipping.watchers(),
                List.of(shipping, new LinkNote(files)),
                edge);
        var reports = new Reports(
                clock,
                (task, wait) -> CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(task));
        var settings = new HostInstances.HostSettings(
                identity.clusterId(), options.network(), options.bridge(), Joining.hostName());
        var host = new HostInstances(settings, parts, reports, new HostNetwork(options.bridge()), clock);
        var greeting = new Greeting(options, runtime, shipping::droppedLines);
        var loop = new AgentLoop(link, options.redial(), parts, new AgentMemory(files), host, reports, greeting);
        var rest = List.<Closeable>of(host::close, shipping::close, renewer::close, link::close, lock::close);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            loop.close();
            close(rest);
        }));
        handOver.ready(new HandOver.Steps(() -> router.stopListening(STRAGGLERS), () -> {
            loop.stop();
            close(rest);
            router.close();
        }));
        IdleCollection.start();
        log.atInfo().addKeyValue("host", identity.hostId()).log("Agent started");
        renewer.start();
        loop.run();
    }

    /** Routes as the process before this one does, and then takes over the rest. */
    private static FolderLock relieve(
            Predecessor predecessor, Router router, EdgeRouter edge, AgentOptions options, PrivateFiles files)
            throws IOException, InterruptedException {
        new AgentMemory(files).routingTable().ifPresent(edge::apply);
        router.start(predecessor.listener());
        return predecessor.relieve(options, files);
    }

    private static void listen(Router router) {
        try {
            router.start();
        } catch (IllegalStateException taken) {
            throw new CannotStart(String.valueOf(taken.getMessage()), taken);
        }
    }

    private static void close(List<Closeable> parts) {
        for (var part : parts) {
            try {
                part.close();
            } catch (IOException | RuntimeException failed) {
                log.atWarn().setCause(failed).log("A part of the agent did not close cleanly");
            }
        }
    }

    /** Made at first use, so that a host without busybox starts and says what it lacks. */
    private static Supplier<PlatformImages> onFirstUse() {
        var made = new AtomicReference<@Nullable PlatformImages>();
        return () -> {
            var known = made.get();
            if (known == null) {
                known = new PlatformImages();
                made.set(known);
            }
            return known;
        };
    }
}
