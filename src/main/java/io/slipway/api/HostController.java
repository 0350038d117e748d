package io.slipway.api;

import io.slipway.api.PlatformController.HostAnswer;
import io.slipway.hosts.HostChange;
import io.slipway.hosts.HostService;
import io.slipway.hosts.HostView;
import io.slipway.hosts.JoinTokenService;
import io.slipway.placement.DrainService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What administrators do with hosts. */
@RestController
@RequestMapping(ApiPaths.V1 + "/hosts")
@Tag(name = "Platform")
class HostController {

    /** The name of a host that may join. */
    record JoinTokenRequest(@Nullable String name) {}

    /** A join token, shown this once; {@code command} names the server as this request did. */
    record JoinTokenAnswer(String name, String token, String command, Instant expiresAt) {}

    /** Whether a host takes no new instances. */
    record CordonRequest(@Nullable Boolean cordoned) {}

    /**
     * What to change of a host; what is left out stays.
     *
     * @param labels what is said of it from now on, in place of all that was
     * @param reservedMemoryMib that instances may not have
     */
    record HostRequest(
            @Nullable Map<String, String> labels, @Nullable Long reservedMemoryMib) {}

    private final HostService hosts;
    private final JoinTokenService tokens;
    private final DrainService drains;

    HostController(HostService hosts, JoinTokenService tokens, DrainService drains) {
        this.hosts = hosts;
        this.tokens = tokens;
        this.drains = drains;
    }

    @Operation(summary = "Make a token with which one host can join, once")
    @PostMapping("/join-tokens")
    @ResponseStatus(HttpStatus.CREATED)
    JoinTokenAnswer invite(@RequestBody JoinTokenRequest body, HttpServletRequest request) {
        var made = tokens.create(Fields.required(body.name(), "name"));
        var command = made.command(request.getServerName());
        return new JoinTokenAnswer(made.hostName(), made.token().reveal(), command.reveal(), made.expiresAt());
    }

    @Operation(summary = "Keep new instances off a host, or let them on again")
    @PutMapping("/{name}/cordon")
    HostAnswer cordon(@PathVariable String name, @RequestBody CordonRequest body) {
        var cordoned = Fields.required(body.cordoned(), "cordoned");
        return answer(hosts.cordon(hosts.get(name).id(), cordoned));
    }

    @Operation(
            summary = "Change the labels of a host, or the memory that is reserved for others than instances",
            description =
                    "Labels replace all that the host had. What runs there stays, even where its constraints do not hold any"
                            + " more; a rebalance moves it.")
    @PatchMapping("/{name}")
    HostAnswer change(@PathVariable String name, @RequestBody HostRequest body) {
        var change = new HostChange(
                body.labels() == null ? null : Fields.labels(body.labels(), "labels"),
                body.reservedMemoryMib() == null ? null : Fields.memory(body.reservedMemoryMib(), "reservedMemoryMib"));
        return answer(hosts.change(hosts.get(name).id(), change));
    }

    @Operation(summary = "Remove a host for good; with instances on it only by force, which loses them to other hosts")
    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String name, @RequestParam(defaultValue = "false") boolean force) {
        hosts.remove(hosts.get(name).id(), force);
    }

    private HostAnswer answer(HostView host) {
        return HostAnswer.of(host, host.isDraining() ? drains.plan(host.name()) : null);
    }
}
