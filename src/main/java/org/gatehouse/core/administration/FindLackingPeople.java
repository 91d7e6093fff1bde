package org.gatehouse.core.administration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.account.OwnDemands;
import org.gatehouse.core.account.Permissions;
import org.gatehouse.core.policy.Demands;
import org.gatehouse.core.policy.LackingPeople;
import org.gatehouse.core.policy.LackingPeople.Lacking;
import org.gatehouse.core.refusal.NotPermitted;
import org.gatehouse.core.session.Caller;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;

/** Finds those of the own workspace who lack what is demanded of their logins. */
@Singleton
@Transactional
public class FindLackingPeople {
  private final LackingPeople people;
  private final OwnDemands demanded;
  private final Grants grants;

  @Inject
  FindLackingPeople(LackingPeople people, OwnDemands demanded, Grants grants) {
    this.people = people;
    this.demanded = demanded;
    this.grants = grants;
  }

  /**
   * A page of them, by name.
   *
   * @param page counted from 1
   * @param size how many on a page
   * @throws NotPermitted if the caller has no rank that grants it
   */
  public Listing<LackingPerson> list(Caller caller, int page, int size) {
    Permissions.require(caller, Permission.READ_SETTINGS);
    Permissions.require(caller, Permission.READ_PEOPLE);
    Demands demands = demanded.of(caller.workspaceId());
    List<Lacking> found = people.find(caller.workspaceId(), demands, (page - 1) * size, size);
    Map<UUID, List<String>> roles =
        grants.roles(found.stream().map(Lacking::user).map(User::id).toList());
    return new Listing<>(
        found.stream()
            .flatMap(
                one ->
                    lacking(one, demands, roles.getOrDefault(one.user().id(), List.of())).stream())
            .toList(),
        people.count(caller.workspaceId(), demands));
  }

  /** Nothing of who has lost the role since the others were found. */
  private static Optional<LackingPerson> lacking(Lacking one, Demands demands, List<String> given) {
    User user = one.user();
    return demands
        .unmet(user.createdAt(), Roles.withRanks(user, given), one.met())
        .map(due -> new LackingPerson(user, one.app(), due));
  }

  /**
   * Somebody who lacks it.
   *
   * @param user who
   * @param app whether there is an authenticator app, which isn't enough
   * @param graceEnds until when logins go on without it
   */
  public record LackingPerson(User user, boolean app, Instant graceEnds) {}
}
