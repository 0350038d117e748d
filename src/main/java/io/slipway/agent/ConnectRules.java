package io.slipway.agent;

import io.slipway.agent.dns.Ipv4;
import io.slipway.agent.dns.Resident;
import io.slipway.kernel.Cidr;
import io.slipway.protocol.AllowedConnection;
import io.slipway.protocol.NameTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which instances may connect to each other, as sets of addresses and rules over them. Whose an address of this host is, is known
 * here and believed of nobody else; an address that two apps claim belongs to none. Decides only.
 *
 * @param sets the addresses in each set, by its name
 * @param rules for the chain that accepts connections; whatever none of them accepts is refused
 */
record ConnectRules(Map<String, Set<String>> sets, List<String> rules) {

    private static final int NAME_BYTES = 7;
    private static final int MOST_PORTS = 65_535;

    ConnectRules {
        rules = List.copyOf(rules);
    }

    private record Claim(String spaceId, String appId) {}

    /**
     * @param bridge which the names of the sets begin with
     * @param residents of this host by address
     * @param own addresses of this host's instances
     */
    static ConnectRules of(String bridge, NameTable table, Map<String, Resident> residents, Cidr own) {
        var claims = claims(table, residents, own);
        var sets = new TreeMap<String, Set<String>>();
        var rules = new ArrayList<String>();
        residents.values().stream().map(Resident::spaceId).distinct().sorted().forEach(space -> {
            var name = setName(bridge, "space " + space);
            sets.put(name, addresses(claims, new Claim(space, "")));
            rules.add(match(name, name) + "-j ACCEPT");
        });
        for (var allowed : table.getConnectionsList()) {
            if (isProper(allowed) && concerns(allowed, residents)) {
                var source = setName(bridge, "app " + allowed.getSourceAppId());
                var destination = setName(bridge, "app " + allowed.getDestinationAppId());
                sets.put(source, addresses(claims, new Claim("", allowed.getSourceAppId())));
                sets.put(destination, addresses(claims, new Claim("", allowed.getDestinationAppId())));
                rules.add(match(source, destination) + ports(allowed) + "-j ACCEPT");
            }
        }
        return new ConnectRules(sets, rules.stream().distinct().toList());
    }

    private static Map<String, Claim> claims(NameTable table, Map<String, Resident> residents, Cidr own) {
        var claims = new HashMap<String, Claim>();
        var disputed = new HashSet<String>();
        for (var space : table.getSpacesList()) {
            for (var app : space.getAppsList()) {
                var claim = new Claim(space.getSpaceId(), app.getAppId());
                for (var instance : app.getInstancesList()) {
                    var address = instance.getAddress();
                    var other = isElsewhere(address, own) ? claims.putIfAbsent(address, claim) : null;
                    if (other != null && !other.equals(claim)) {
                        disputed.add(address);
                    }
                }
            }
        }
        claims.keySet().removeAll(disputed);
        residents.forEach((address, resident) -> claims.put(address, new Claim(resident.spaceId(), resident.appId())));
        return claims;
    }

    private static boolean isElsewhere(String address, Cidr own) {
        return Ipv4.isLiteral(address) && !own.contains(address);
    }

    /** @param wanted either its space or its app is empty: any */
    private static Set<String> addresses(Map<String, Claim> claims, Claim wanted) {
        var addresses = new TreeSet<String>();
        claims.forEach((address, claim) -> {
            if (wanted.appId().isEmpty()
                    ? claim.spaceId().equals(wanted.spaceId())
                    : claim.appId().equals(wanted.appId())) {
                addresses.add(address);
            }
        });
        return addresses;
    }

    private static boolean isProper(AllowedConnection allowed) {
        return allowed.getFirstPort() >= 1
                && allowed.getFirstPort() <= allowed.getLastPort()
                && allowed.getLastPort() <= MOST_PORTS;
    }

    private static boolean concerns(AllowedConnection allowed, Map<String, Resident> residents) {
        return residents.values().stream()
                .map(Resident::appId)
                .anyMatch(app -> app.equals(allowed.getSourceAppId()) || app.equals(allowed.getDestinationAppId()));
    }

    private static String match(String source, String destination) {
        return "-m set --match-set %s src -m set --match-set %s dst ".formatted(source, destination);
    }

    private static String ports(AllowedConnection allowed) {
        var protocol = switch (allowed.getTransport()) {
            case UDP -> "udp";
            case TCP, UNRECOGNIZED -> "tcp";
        };
        return "-p %s -m %s --dport %d:%d "
                .formatted(protocol, protocol, allowed.getFirstPort(), allowed.getLastPort());
    }

    /** Names in the kernel are short, and several installations may share one. */
    private static String setName(String bridge, String what) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return bridge + "-" + HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
