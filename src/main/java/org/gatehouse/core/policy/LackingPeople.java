package org.gatehouse.core.policy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.user.Rank;
import org.gatehouse.core.user.Roles;
import org.gatehouse.core.user.User;

/**
 * Those who lack what is demanded. Whoever has no password that is good for anything isn't among
 * them: an identity provider lets them in.
 */
@Repository
@Transactional
public class LackingPeople {
  private static final String PASSKEY = "exists (select 1 from Passkey y where y.userId = u.id)";

  private static final String APP =
      "exists (select 1 from TotpCredential t where t.userId = u.id and t.confirmedAt is not null)";

  private static final String PEOPLE =
      " from User u left join SignOnPolicy s on s.workspaceId = u.workspace.id"
          + " where u.workspace.id = :workspace and u.active = true and u.serviceAccount = false"
          + " and exists (select 1 from PasswordCredential p where p.userId = u.id)"
          + " and (coalesce(s.required, false) = false or s.wayBackUserId = u.id"
          + " or u.systemAdministrator = true)";

  @PersistenceContext private EntityManager entityManager;

  /** How many there are. */
  public long count(UUID workspaceId, Demands demands) {
    return demands.all().isEmpty()
        ? 0
        : query("select count(u)", "", Long.class, workspaceId, demands).getSingleResult();
  }

  /**
   * Some of them, by name.
   *
   * @param offset how many to pass over
   * @param size how many at the most
   */
  public List<Lacking> find(UUID workspaceId, Demands demands, int offset, int size) {
    if (demands.all().isEmpty()) {
      return List.of();
    }
    return query(
            "select u as user, case when " + APP + " then true else false end as app",
            " order by u.nameKey",
            Tuple.class,
            workspaceId,
            demands)
        .setFirstResult(offset)
        .setMaxResults(size)
        .getResultList()
        .stream()
        .map(row -> new Lacking(row.get("user", User.class), row.get("app", Boolean.class)))
        .toList();
  }

  private <T> TypedQuery<T> query(
      String select, String order, Class<T> type, UUID workspaceId, Demands demands) {
    List<Demand> all = demands.all();
    String unmet =
        IntStream.range(0, all.size())
            .mapToObj(number -> unmet(all.get(number), number))
            .collect(Collectors.joining(" or "));
    TypedQuery<T> query =
        entityManager
            .createQuery(select + PEOPLE + " and (" + unmet + ")" + order, type)
            .setParameter("workspace", workspaceId);
    for (int number = 0; number < all.size(); number++) {
      setRoles(query, "roles" + number, all.get(number).roles());
      setRoles(query, "within" + number, all.get(number).within());
    }
    return query;
  }

  private static void setRoles(TypedQuery<?> query, String name, Set<String> roles) {
    if (!isOfEverybody(roles)) {
      query.setParameter(name, roles);
    }
  }

  private static String unmet(Demand demand, int number) {
    String lacks =
        demand.factor() == SecondFactorDemand.PHISHING_RESISTANT
            ? "not " + PASSKEY
            : "not " + PASSKEY + " and not " + APP;
    return "("
        + lacks
        + concerned(demand.roles(), "roles" + number)
        + concerned(demand.within(), "within" + number)
        + ")";
  }

  private static String concerned(Set<String> roles, String parameter) {
    if (isOfEverybody(roles)) {
      return "";
    }
    List<String> any = new ArrayList<>();
    any.add(
        "exists (select 1 from RoleGrant g, Role r where g.roleId = r.id and g.userId = u.id"
            + " and r.name in :"
            + parameter
            + ")");
    if (roles.contains(Roles.WORKSPACE_ADMINISTRATOR)) {
      any.add("u.administrator = true");
    }
    if (roles.contains(Roles.SYSTEM_ADMINISTRATOR)) {
      any.add("u.systemAdministrator = true");
    }
    // Words of ours, so that they may stand in a query.
    Rank.BELOW_ADMINISTRATORS.stream()
        .map(Rank::word)
        .filter(roles::contains)
        .forEach(word -> any.add("concat(' ', u.ranks, ' ') like '% " + word + " %'"));
    return " and (" + String.join(" or ", any) + ")";
  }

  private static boolean isOfEverybody(Set<String> roles) {
    return roles.isEmpty() || roles.contains(Roles.USER);
  }

  /**
   * Somebody who lacks something.
   *
   * @param user who
   * @param app whether there is an authenticator app, which isn't enough
   */
  public record Lacking(User user, boolean app) {
    /** What the person could show. */
    public SecondFactorDemand met() {
      return app ? SecondFactorDemand.REQUIRED : SecondFactorDemand.NOT_REQUIRED;
    }
  }
}
