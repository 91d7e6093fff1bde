package org.gatehouse.core.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A role of a user. */
@Entity
@Table(name = "user_role")
@IdClass(RoleGrant.Key.class)
class RoleGrant {
  @Id
  @Column(name = "user_id")
  private UUID userId;

  @Id
  @Column(name = "role_id")
  private UUID roleId;

  protected RoleGrant() {}

  /** The two columns of the primary key; JPA wants them as a class. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    private @Nullable UUID userId;
    private @Nullable UUID roleId;

    protected Key() {}

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && Objects.equals(userId, key.userId)
          && Objects.equals(roleId, key.roleId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(userId, roleId);
    }
  }
}
