package io.slipway.instances;

import io.slipway.iam.AccessPolicy;
import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people read of instances; authorised and tenant-scoped. */
@Service
@Transactional(readOnly = true)
public class InstanceService {

    private static final int MAX_ROWS_OF_APP = 200;
    private static final int MAX_LIVING_ROWS = 10_000;
    private static final int SHORT_ID = 8;

    private final InstanceRepository rows;
    private final AccessPolicy access;
    private final HostNames hostNames;

    InstanceService(InstanceRepository rows, AccessPolicy access, ObjectProvider<HostNames> hostNames) {
        this.rows = rows;
        this.access = access;
        this.hostNames = hostNames.getIfAvailable(() -> InstanceService::shortId);
    }

    /** Living instances of an app by index, then its gone ones, newest first, at most 200 in all. */
    public List<InstanceRow> ofApp(AppId id) {
        var spaces = readableSpaces();
        if (spaces.isEmpty()) {
            return List.of();
        }
        var living = rows.readable(List.of(id.value()), spaces, InstanceState.LIVING, Limit.of(MAX_ROWS_OF_APP));
        int left = MAX_ROWS_OF_APP - living.size();
        var gone = left == 0
                ? List.<Instance>of()
                : rows.newest(id.value(), spaces, InstanceState.TERMINAL, Limit.of(left));
        return Stream.concat(living.stream(), gone.stream()).map(this::toRow).toList();
    }

    /** Living instances of several apps at once, for lists; apps that the caller may not read are left out. */
    public Map<AppId, List<InstanceRow>> living(Collection<AppId> ids) {
        var spaces = readableSpaces();
        if (spaces.isEmpty() || ids.isEmpty()) {
            return Map.of();
        }
        var apps = ids.stream().map(AppId::value).toList();
        return rows.readable(apps, spaces, InstanceState.LIVING, Limit.of(MAX_LIVING_ROWS)).stream()
                .collect(Collectors.groupingBy(
                        row -> new AppId(row.appId), Collectors.mapping(this::toRow, Collectors.toList())));
    }

    private List<UUID> readableSpaces() {
        return access.readableSpaces().stream()
                .map(space -> space.spaceId().value())
                .toList();
    }

    private InstanceRow toRow(Instance row) {
        var known = row.toRecord();
        return new InstanceRow(
                known.id(),
                known.processType(),
                known.index(),
                known.incarnation(),
                known.releaseNumber(),
                known.desired(),
                known.state(),
                known.stateSince(),
                known.createdAt(),
                known.routable(),
                known.hostId(),
                known.hostId() == null ? "" : hostNames.of(known.hostId()),
                known.address(),
                known.exitCode(),
                known.outOfMemory(),
                known.reason(),
                known.detail(),
                known.notBefore(),
                known.placementError(),
                known.progress(),
                known.restarts());
    }

    private static String shortId(HostId id) {
        var text = id.toString();
        return text.substring(text.length() - SHORT_ID);
    }
}
