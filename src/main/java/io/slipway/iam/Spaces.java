package io.slipway.iam;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Spaces extends Repository<Space, UUID> {

    /** A space with the names of its path. */
    record Row(UUID organizationId, UUID spaceId, String organizationName, String spaceName) {}

    String ROW = """
            select new io.slipway.iam.Spaces$Row(o.id, s.id, o.name, s.name)
            from Space s join Organization o on o.id = s.organizationId """;

    Space save(Space space);

    @Query(ROW + " where o.name = :organization and s.name = :space")
    Optional<Row> findRow(String organization, String space);

    @Query(ROW + " where s.id = :id")
    Optional<Row> findRow(UUID id);

    @Query(ROW + " order by o.name, s.name")
    List<Row> findRows(Limit limit);

    @Query(ROW + """
             where s.id in (select m.spaceId from Membership m where m.accountId = :account)
            order by o.name, s.name""")
    List<Row> findRowsOfMember(UUID account, Limit limit);
}
