package org.gatehouse.core.branding;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.gatehouse.core.database.Repository;
import org.gatehouse.core.refusal.InvalidInput;

/** How the pages of workspaces look. */
@Repository
@Transactional
public class Brandings {
  @PersistenceContext private EntityManager entityManager;

  /** Of this one, if it has said anything. */
  public Optional<Branding> find(UUID workspaceId) {
    return Optional.ofNullable(entityManager.find(Branding.class, workspaceId));
  }

  /** Of this one; ours, where it has said nothing. */
  public Branding of(UUID workspaceId) {
    return find(workspaceId).orElseGet(() -> new Branding(workspaceId));
  }

  /** The picture of this one in Base64, if it has one. */
  public Optional<String> image(UUID workspaceId) {
    return Optional.ofNullable(entityManager.find(BrandingLogo.class, workspaceId))
        .map(BrandingLogo::image);
  }

  /**
   * A picture.
   *
   * @param hash see {@link Logo#hash}
   */
  public Optional<byte[]> image(String hash) {
    return entityManager
        .createQuery("select l from BrandingLogo l where l.hash = :hash", BrandingLogo.class)
        .setParameter("hash", hash)
        .setMaxResults(1)
        .getResultList()
        .stream()
        .findFirst()
        .map(logo -> Base64.getDecoder().decode(logo.image()));
  }

  /**
   * Has the pages look so, in the transaction of the caller, who has locked the workspace.
   *
   * @throws InvalidInput if something of it is not to be had
   */
  @Transactional(TxType.MANDATORY)
  public Branding set(UUID workspaceId, BrandDraft draft) {
    Optional<NewLogo> image = draft.logo().filter(text -> !text.isBlank()).map(NewLogo::read);
    Branding branding =
        find(workspaceId)
            .orElseGet(
                () -> {
                  Branding fresh = new Branding(workspaceId);
                  entityManager.persist(fresh);
                  return fresh;
                });
    branding.change(draft);
    if (draft.logo().isPresent()) {
      image.ifPresent(picture -> keep(workspaceId, picture));
      branding.show(image.map(NewLogo::logo));
      if (image.isEmpty()) {
        Optional.ofNullable(entityManager.find(BrandingLogo.class, workspaceId))
            .ifPresent(entityManager::remove);
      }
    }
    return branding;
  }

  private void keep(UUID workspaceId, NewLogo picture) {
    BrandingLogo present = entityManager.find(BrandingLogo.class, workspaceId);
    BrandingLogo kept = present == null ? new BrandingLogo(workspaceId) : present;
    kept.show(picture.logo().hash(), picture.image());
    if (present == null) {
      entityManager.persist(kept);
    }
  }
}
