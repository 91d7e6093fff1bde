package org.gatehouse.core.provider;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.util.Comparator;
import java.util.Objects;
import org.gatehouse.core.access.Role;
import org.jspecify.annotations.Nullable;

/** The row behind a {@link GroupRole}. */
@Embeddable
public class GroupRoleColumns {
  static final Comparator<GroupRole> ORDER =
      Comparator.comparing(GroupRole::group).thenComparing(GroupRole::role);

  @Column(name = "group_name")
  private String group;

  @ManyToOne(optional = false, fetch = FetchType.EAGER)
  @JoinColumn(name = "role_id")
  private Role role;

  protected GroupRoleColumns() {}

  GroupRoleColumns(String group, Role role) {
    this.group = group;
    this.role = role;
  }

  String group() {
    return group;
  }

  Role role() {
    return role;
  }

  GroupRole asGroupRole() {
    return new GroupRole(group, role.name());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GroupRoleColumns meant
        && group.equals(meant.group)
        && role.id().equals(meant.role.id());
  }

  @Override
  public int hashCode() {
    return Objects.hash(group, role.id());
  }
}
