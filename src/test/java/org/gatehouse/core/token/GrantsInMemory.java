package org.gatehouse.core.token;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Grants;
import org.gatehouse.core.access.Role;

/** Everybody may use the same datasources. */
final class GrantsInMemory implements Grants {
  private List<Datasource> datasources = List.of();

  void allow(List<String> names) {
    datasources =
        names.stream()
            .map(name -> new Datasource(UUID.randomUUID(), new AccessName(name), Description.NONE))
            .toList();
  }

  @Override
  public List<Datasource> datasources(UUID userId) {
    return datasources;
  }

  @Override
  public List<String> roles(UUID userId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<UUID, List<String>> roles(Collection<UUID> userIds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void give(UUID userId, Collection<Role> roles) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<UUID> holders(Role role) {
    throw new UnsupportedOperationException();
  }
}
