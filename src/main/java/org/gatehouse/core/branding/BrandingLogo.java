package org.gatehouse.core.branding;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The picture of a workspace. */
@Entity
@Table(name = "branding_logo")
class BrandingLogo {
  @Id
  @Column(name = "workspace_id")
  private UUID workspaceId;

  @SuppressWarnings("UnusedVariable") // It is looked for by it.
  private String hash = "";

  /** In Base64. */
  private String image = "";

  /** For JPA. */
  protected BrandingLogo() {}

  BrandingLogo(UUID workspaceId) {
    this.workspaceId = workspaceId;
  }

  void show(String newHash, String newImage) {
    hash = newHash;
    image = newImage;
  }

  String image() {
    return image;
  }
}
