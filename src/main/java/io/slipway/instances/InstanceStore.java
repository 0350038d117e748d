package io.slipway.instances;

import io.slipway.kernel.AppId;
import io.slipway.kernel.HostId;
import io.slipway.kernel.InstanceId;
import io.slipway.kernel.ProcessId;
import io.slipway.protocol.InstanceReport;
import io.slipway.protocol.RunSpec;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of instances, for machines. The seam that lets the simulation run the real loops without a database. Each method is
 * one transaction and returns when its change is durable and the next read shows it; changes are announced as {@link InstanceChanged} afterwards.
 */
public interface InstanceStore {

    /** All rows of a process that are not forgotten, terminal ones included. */
    List<InstanceRecord> ofProcess(ProcessId processId);

    /** Rows that should run and wait for a host: PENDING, desired RUNNING. */
    List<InstanceRecord> pending();

    /** Non-terminal rows that are placed on any host: what occupies capacity. */
    List<InstanceRecord> placed();

    /** Those of one app. */
    default List<InstanceRecord> placedOf(AppId appId) {
        return placed().stream().filter(row -> row.appId().equals(appId)).toList();
    }

    /** Non-terminal rows of one host: what its assignment holds. */
    List<InstanceRecord> onHost(HostId hostId);

    /** The frozen run specs of instances. */
    Map<InstanceId, RunSpec> runSpecs(Collection<InstanceId> ids);

    /** One row. */
    Optional<InstanceRecord> find(InstanceId id);

    /** Ids of processes that have non-terminal rows, for the resync. */
    List<ProcessId> processesWithInstances();

    /** Adds rows in state PENDING. A row whose (process, index, incarnation) exists is left alone: the plan was late. */
    void insert(List<NewInstance> instances);

    /** Sets desired to STOPPED; rows that never got a host become STOPPED at once. */
    void stop(Collection<InstanceId> ids);

    /** Orders that others take the place of these rows on other hosts; rows that have ended or should are skipped. */
    void move(Collection<InstanceId> ids);

    /** Takes the order to move back from rows that still should run. */
    void stay(Collection<InstanceId> ids);

    /** Marks rows LOST: their host is gone for good. */
    void markLost(Collection<InstanceId> ids);

    /** Notes on rows that crashed that no other incarnation follows until somebody restarts the app. */
    void giveUp(Collection<InstanceId> ids);

    /** Deletes terminal rows that history no longer keeps. */
    void forget(Collection<InstanceId> ids);

    /** Places PENDING rows on a host: state ASSIGNED. Rows that are not PENDING any more are skipped. */
    void assign(HostId hostId, Collection<InstanceId> ids);

    /** Places many rows at once, as {@link #assign} does. */
    default void assignAll(Map<HostId, ? extends Collection<InstanceId>> byHost) {
        byHost.forEach(this::assign);
    }

    /**
     * Takes in what an agent reports. Believed only for a row of {@code host} and only forward; announced only if it changed
     * something.
     */
    ReportOutcome report(HostId host, InstanceReport report);

    /** Takes in many reports at once, in their order, as {@link #report} does; answers in the same order. */
    default List<ReportOutcome> reportAll(List<HostReport> reports) {
        return reports.stream().map(each -> report(each.host(), each.report())).toList();
    }

    /** Notes why a row cannot be placed. Writes only if the text changed. */
    void placementErrors(Map<InstanceId, String> errors);
}
