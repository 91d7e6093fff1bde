package org.gatehouse.core.audit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatehouse.core.audit.Audit;
import org.gatehouse.core.audit.AuditEntry;
import org.gatehouse.core.audit.AuditType;
import org.gatehouse.core.audit.NumberedEvent;
import org.gatehouse.core.audit.SealAudit;
import org.gatehouse.fixture.AtOnce;
import org.gatehouse.fixture.Core;
import org.gatehouse.fixture.CoreTest;
import org.gatehouse.fixture.Postgres;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** Two nodes write, seal and deliver the audit log of one PostgreSQL. */
@CoreTest
class DeliverAuditOnPostgresTest {
  private static final int EACH = 150;
  private static final UUID WORKS = UUID.randomUUID();

  private final List<String> handed = new CopyOnWriteArrayList<>();

  private static long write(WeldContainer node, String prefix) {
    for (int i = 0; i < EACH; i++) {
      node.select(Audit.class)
          .get()
          .record(AuditEntry.of(AuditType.LIMIT, prefix + i).aboutWorkspace(WORKS));
    }
    return 0;
  }

  private long deliver(WeldContainer node) {
    for (int i = 0; i < 12; i++) {
      node.select(SealAudit.class).get().run();
      node.select(DeliverAudit.class).get().deliver(DeliveryKind.WEBHOOK, this::hand);
    }
    return 0;
  }

  private Handed hand(UUID id, List<NumberedEvent> entries) {
    entries.forEach(entry -> handed.add(entry.event().outcome()));
    return Handed.DELIVERED;
  }

  @Test
  void eachEntryComesOnceAndThoseOfANodeInTheirOrder() throws Exception {
    try (EmbeddedPostgres postgres = Postgres.builder().start();
        WeldContainer one = Core.node(postgres.getPostgresDatabase());
        WeldContainer other = Core.node(postgres.getPostgresDatabase())) {
      one.select(SealAudit.class).get().begin();
      one.select(DeliverAudit.class).get().begin(DeliveryKind.WEBHOOK, WORKS);
      AtOnce.call(
          Stream.<Callable<Long>>of(
                  () -> write(one, "a"),
                  () -> write(other, "b"),
                  () -> deliver(one),
                  () -> deliver(other))
              .toList());
      deliver(one);

      for (String prefix : List.of("a", "b")) {
        assertThat(handed.stream().filter(outcome -> outcome.startsWith(prefix)))
            .containsExactlyElementsOf(IntStream.range(0, EACH).mapToObj(i -> prefix + i).toList());
      }
      assertThat(one.select(DeliverAudit.class).get().condition().webhook()).isEmpty();
    }
  }
}
