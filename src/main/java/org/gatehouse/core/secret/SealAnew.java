package org.gatehouse.core.secret;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatehouse.core.secret.SealedTexts.Replacement;
import org.gatehouse.core.secret.SealedTexts.SealedText;

/**
 * Seals by the present master key what another one has sealed, so that the other can go. Some rows
 * at a time: nobody who logs in meanwhile waits for it.
 */
@Singleton
public class SealAnew {
  private static final Logger LOG = System.getLogger(SealAnew.class.getName());
  private static final int AT_ONCE = 100;

  private final SealedTexts texts;
  private final Vault vault;
  private final MasterKey masterKey;

  @Inject
  SealAnew(SealedTexts texts, Vault vault, MasterKey masterKey) {
    this.texts = texts;
    this.vault = vault;
    this.masterKey = masterKey;
  }

  /**
   * Goes through all tables once. What opens with no key that is known stays as it is, and is told.
   *
   * @return how many secrets aren't sealed by the present key
   */
  public long run() {
    Stream.of(SealedColumn.values()).forEach(this::seal);
    long left =
        Stream.of(SealedColumn.values())
            .mapToLong(column -> texts.count(column, vault.prefix()))
            .sum();
    if (left > 0) {
      LOG.log(
          Level.WARNING,
          "{0} stored secrets aren''t sealed by the master key {1}: another node has another one, or"
              + " nobody has their key.",
          left,
          masterKey.id());
    } else if (masterKey.isChanging()) {
      LOG.log(
          Level.INFO,
          "All stored secrets are sealed by the master key {0}. When all nodes have it,"
              + " GATEHOUSE_MASTER_KEY_OLD can go.",
          masterKey.id());
    }
    return left;
  }

  private void seal(SealedColumn column) {
    Optional<String> after = Optional.empty();
    List<SealedText> some;
    do {
      some = texts.next(column, vault.prefix(), after, AT_ONCE);
      List<Replacement> replacements = new ArrayList<>();
      for (SealedText text : some) {
        after = Optional.of(text.key());
        sealed(column, text).ifPresent(anew -> replacements.add(new Replacement(text, anew)));
      }
      texts.replace(column, replacements);
    } while (some.size() == AT_ONCE);
  }

  private Optional<String> sealed(SealedColumn column, SealedText text) {
    String owner = text.key();
    try {
      return Optional.of(
          vault.seal(column.purpose(), owner, vault.open(column.purpose(), owner, text.text())));
    } catch (WrongMasterKey e) {
      return Optional.empty();
    }
  }
}
