package org.gatehouse.core.signon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Named;
import org.gatehouse.core.access.Role;
import org.gatehouse.core.provider.GivenProvider;
import org.gatehouse.core.provider.GroupRoleColumns;
import org.gatehouse.core.provider.IdentityProvider;
import org.gatehouse.core.provider.Provisioning;
import org.gatehouse.core.user.DisplayName;
import org.gatehouse.core.user.EmailAddress;
import org.gatehouse.core.user.User;
import org.gatehouse.core.user.UserName;
import org.gatehouse.core.workspace.Workspace;
import org.gatehouse.core.workspace.WorkspaceName;
import org.gatehouse.core.workspace.WorkspaceUid;
import org.gatehouse.fixture.Tables;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An e-mail address means the same person in whatever case, also by links that are old. */
class LinkedIdentitiesTest {
  private static final String ADDRESS = "emailAddress:greta.holm@example.com";

  private final SessionFactory tables =
      Tables.of(
          LinkedIdentity.class,
          IdentityProvider.class,
          GroupRoleColumns.class,
          Datasource.class,
          Named.class,
          Role.class,
          User.class,
          Workspace.class);
  private final Workspace workspace =
      new Workspace(new WorkspaceName("CorpInc"), new WorkspaceUid("corpinc"), Instant.EPOCH);
  private final User greta = user("greta");
  private final User other = user("other");
  private final IdentityProvider provider =
      GivenProvider.of(
          workspace, new Provisioning(false, false, List.of(), List.of()), false, name -> null);

  private User user(String name) {
    return new User(
        workspace,
        new UserName(name),
        new EmailAddress(name + "@example.com"),
        new DisplayName(name),
        Instant.EPOCH);
  }

  @BeforeEach
  void fill() {
    tables.inTransaction(
        session -> {
          session.persist(workspace);
          session.persist(greta);
          session.persist(other);
          session.persist(provider);
        });
  }

  @AfterEach
  void close() {
    tables.close();
  }

  private void link(String subject, User user, boolean provisioned) {
    link(provider, subject, user, provisioned);
  }

  private void link(IdentityProvider of, String subject, User user, boolean provisioned) {
    tables.inTransaction(
        session ->
            session.persist(
                new LinkedIdentity(
                    of.id(),
                    subject,
                    session.getReference(User.class, user.id()),
                    provisioned,
                    Instant.EPOCH)));
  }

  private Optional<LinkedIdentity> find(String subject) {
    return find(provider, subject);
  }

  private Optional<LinkedIdentity> find(IdentityProvider of, String subject) {
    return tables.fromTransaction(
        session -> {
          LinkedIdentityRows rows = new LinkedIdentityRows();
          rows.entityManager = session;
          return new LinkedIdentities(rows, Clock.systemUTC()).find(of, subject);
        });
  }

  private UUID found(String subject) {
    return find(subject).orElseThrow().user().id();
  }

  @Test
  void findsALinkThatWasMadeInAnotherCase() {
    link("emailAddress:Greta.Holm@Example.com", greta, true);
    assertThat(found(ADDRESS)).isEqualTo(greta.id());
  }

  @Test
  void findsTheLinkByWhichChangesArrive() {
    link("emailAddress:Greta.Holm@Example.com", greta, true);
    link(ADDRESS, greta, false);
    assertThat(find(ADDRESS)).get().matches(LinkedIdentity::isProvisioned);
  }

  @Test
  void takesNobodyWhereTwoPersonsHadOneAddressEach() {
    link("emailAddress:Greta.Holm@example.com", greta, false);
    link("emailAddress:GRETA.HOLM@example.com", other, false);
    assertThat(find(ADDRESS)).isEmpty();
    link(ADDRESS, other, false);
    assertThat(found(ADDRESS)).isEqualTo(other.id());
  }

  @Test
  void takesAnAddressForTheSamePersonWhateverItsKind() {
    link("unspecified:Greta.Holm@Example.com", greta, true);
    assertThat(found("unspecified:greta.holm@example.com")).isEqualTo(greta.id());

    IdentityProvider byEmail = GivenProvider.byEmail(workspace);
    tables.inTransaction(session -> session.persist(byEmail));
    link(byEmail, "Greta.Holm@Example.com", greta, true);
    assertThat(find(byEmail, "greta.holm@example.com")).isPresent();
  }

  @Test
  void keepsTheCaseOfASubjectOfOpenId() {
    // Core 2: it is case-sensitive, whatever it looks like.
    link("Greta.Holm@Example.com", greta, true);
    assertThat(find("greta.holm@example.com")).isEmpty();
  }

  @Test
  void keepsTheCaseOfOtherNames() {
    link("Greta", greta, true);
    assertThat(find("greta")).isEmpty();
    assertThat(found("Greta")).isEqualTo(greta.id());
  }
}
