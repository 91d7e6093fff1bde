package org.gatehouse.core.token;

import java.util.List;
import java.util.UUID;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Description;
import org.gatehouse.core.access.Grants;

/** Everybody may use the same datasources. */
final class GrantsInMemory extends Grants {
  private List<Datasource> datasources = List.of();

  void allow(List<String> names) {
    datasources =
        names.stream()
            .map(name -> new Datasource(UUID.randomUUID(), new AccessName(name), Description.NONE))
            .toList();
  }

  @Override
  public List<String> roles(UUID userId) {
    return List.of();
  }

  @Override
  public List<Datasource> datasources(UUID userId) {
    return datasources;
  }
}
