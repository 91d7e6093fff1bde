package org.gatehouse.core.state;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What one program keeps for one user: a JSON object. */
@Entity
@Table(name = "client_state")
class ClientState {
  @Id private UUID id;

  @Column(name = "user_id")
  private UUID userId;

  @Column private String app;
  private String state;

  protected ClientState() {}

  ClientState(UUID userId, String app, String state) {
    this.id = UUID.randomUUID();
    this.userId = userId;
    this.app = app;
    this.state = state;
  }

  String state() {
    return state;
  }

  void change(String to) {
    state = to;
  }
}
