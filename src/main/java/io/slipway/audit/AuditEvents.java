package io.slipway.audit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AuditEvents extends Repository<AuditEvent, UUID> {

    AuditEvent save(AuditEvent event);

    List<AuditEvent> findByTargetIdOrderByAtDescIdDesc(String targetId, Limit limit);

    List<AuditEvent> findByAtGreaterThanEqualAndAtLessThanOrderByAtDescIdDesc(Instant from, Instant to, Limit limit);

    @Query("select distinct e.targetId from AuditEvent e where e.action = :action and e.targetId in :targetIds")
    List<String> findTargetIds(String action, Collection<String> targetIds);
}
