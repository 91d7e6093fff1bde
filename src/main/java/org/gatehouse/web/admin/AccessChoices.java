package org.gatehouse.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatehouse.core.access.Catalog;
import org.gatehouse.core.access.Listing;
import org.gatehouse.core.access.Named;
import org.gatehouse.core.administration.ManageAccess;
import org.gatehouse.core.administration.ManageAuthenticationPolicy;
import org.gatehouse.core.user.Permission;
import org.gatehouse.core.user.Roles;
import org.gatehouse.http.CurrentCaller;
import org.gatehouse.web.Texts;
import org.gatehouse.web.admin.Choices.Option;

/** Offers the roles and datasources of the workspace to be ticked. */
@ApplicationScoped
public class AccessChoices {
  @Inject private CurrentCaller caller;
  @Inject private ManageAccess manageAccess;
  @Inject private HttpServletRequest request;
  @Inject private Texts texts;

  /**
   * The roles.
   *
   * @param before the names of those that are ticked at first
   */
  Choices roles(Collection<String> before) {
    return choices("roles", roles(), before);
  }

  /**
   * The roles to be given to somebody; none where whoever looks gives none.
   *
   * @param before the names of those that are ticked at first
   */
  Choices rolesToGive(Collection<String> before) {
    return caller.get().may(Permission.ADMINISTER_WORKSPACE) ? roles(before) : Choices.NONE;
  }

  /**
   * The roles, and those of the names that the workspace has no role for: Gatehouse's own, and what
   * was removed. An application keeps the names of its roles, whatever becomes of those.
   *
   * @param before the names of those that are ticked at first
   */
  Choices rolesOfApplication(Collection<String> before) {
    return withNobodys(List.of(), before);
  }

  /**
   * The same, and the ranks, of which something can be demanded.
   *
   * @param before the names of those that are ticked at first
   */
  Choices rolesOfPolicy(Collection<String> before) {
    return withNobodys(ManageAuthenticationPolicy.RANKS, before);
  }

  private Choices withNobodys(Collection<String> offered, Collection<String> before) {
    List<Option> roles = roles();
    Set<String> known = roles.stream().map(Option::name).collect(Collectors.toSet());
    Stream<Option> others =
        Stream.concat(offered.stream(), before.stream().sorted())
            .distinct()
            .filter(name -> !known.contains(name))
            .map(name -> nobodysRole(name, offered.contains(name)));
    return choices("roles", Stream.concat(others, roles.stream()).toList(), before);
  }

  private Option nobodysRole(String name, boolean offered) {
    return new Option(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString(),
        name,
        texts.get(
            offered || Roles.BUILT_IN.contains(name)
                ? "application.roleBuiltIn"
                : "application.roleGone"));
  }

  /** The datasources, as above. */
  Choices datasources(Collection<String> before) {
    return choices(
        "datasources",
        options(manageAccess.datasources(caller.get(), "", 1, Catalog.LIMIT)),
        before);
  }

  /** What the roles are called; none for whoever may not know them. */
  List<String> roleNames() {
    return roles().stream().map(Option::name).toList();
  }

  private List<Option> roles() {
    return caller.get().may(Permission.READ_SETTINGS)
        ? options(manageAccess.roles(caller.get(), "", 1, Catalog.LIMIT))
        : List.of();
  }

  private static List<Option> options(Listing<? extends Named> found) {
    return found.items().stream().map(Option::of).toList();
  }

  private Choices choices(String field, List<Option> all, Collection<String> before) {
    return new Choices(field, all, before, request.getParameterValues(field));
  }
}
