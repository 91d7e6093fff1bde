package org.gatehouse.core.credential.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes that other systems have made, verified as they do, and no dearer than we bear. */
class ImportedHashTest {
  private static final Password RIGHT = new Password("correct horse battery staple");
  private static final Password WRONG = new Password("correct horse battery stapl");
  private static final String BCRYPT =
      "$2b$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W";
  private static final String SALT_AND_HASH =
      "$AAECAwQFBgcICQoLDA0ODw$11kKyiyYAc8G7rp3KmncMc44YlkdllIqxOa7pq0fMaU";

  private static final String SALT_AND_64_BYTES =
      "$AAECAwQFBgcICQoLDA0ODw$tfP6dFnMFLm84erFFC/hWDzb6fAjAPCAs0RvJLiu5xYHfelPBTAEADgLVRgJzZ8bKvvUpW2nUExEbADbiezuPg";

  /** Made by libxcrypt, argon2-cffi and Python's hashlib. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        BCRYPT,
        "$2a$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W",
        "$2y$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W",
        "bcrypt$$2b$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W",
        "$argon2id$v=19$m=65536,t=3,p=4$AAECAwQFBgcICQoLDA0ODw$hTsnKkTbFCHAKWJmmlXrCZTzyrOF7RxMeSU+7hm6tJ4",
        "argon2$argon2i$v=19$m=1024,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$62gr+t1M/qdsHLAhpiDOd19AllSIe2fAgdrtzSUhrIE",
        "$scrypt$ln=14,r=8,p=1" + SALT_AND_HASH,
        "$pbkdf2-sha256$i=29000$AAECAwQFBgcICQoLDA0ODw$m/kLywdyNwK9GV2kWntRGvZzmeiVsuqehNWlLst2eWY",
        "$pbkdf2-sha256$29000$AAECAwQFBgcICQoLDA0ODw$m/kLywdyNwK9GV2kWntRGvZzmeiVsuqehNWlLst2eWY",
        "$pbkdf2-sha256$i=29000,l=32$AAECAwQFBgcICQoLDA0ODw==$m/kLywdyNwK9GV2kWntRGvZzmeiVsuqehNWlLst2eWY=",
        "$pbkdf2-sha512$i=210000$AAECAwQFBgcICQoLDA0ODw$tfP6dFnMFLm84erFFC/hWDzb6fAjAPCAs0RvJLiu5xYHfelPBTAEADgLVRgJzZ8bKvvUpW2nUExEbADbiezuPg",
        "pbkdf2_sha256$260000$seasalt8chars$1WQojK0v/ovxn8rD6E7LDkrmpUQRMXJD9Yg2mNEE8p8="
      })
  void agreesWithOtherImplementations(String text) {
    ImportedHash hash = ImportedHash.parse(text).orElseThrow();

    assertThat(hash.matches(RIGHT)).isTrue();
    assertThat(hash.matches(WRONG)).isFalse();
    assertThat(StoredHash.parse(hash.format())).isInstanceOf(ImportedHash.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "correct horse battery staple",
        "5f4dcc3b5aa765d61d8327deb882cf99",
        "$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/",
        "$2b$03$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W",
        "$2b$14$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W",
        "$2b$31$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W",
        "$2b$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77",
        "$2b$10$abcdefghijklmnopqrstuvGGgFFcYeueaAql8Z7U7CnCTRw4DR77W",
        "$2b$10$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77X",
        "$argon2id$v=19$m=4194304,t=1,p=1" + SALT_AND_HASH,
        "$argon2id$v=19$m=65536,t=5,p=1" + SALT_AND_HASH,
        "$argon2id$v=19$m=999999999,t=999999999,p=1" + SALT_AND_HASH,
        "$argon2id$v=19$m=1024,t=0,p=1" + SALT_AND_HASH,
        "$argon2id$v=19$m=1024,t=1,p=0" + SALT_AND_HASH,
        "$argon2id$v=19$m=1024,t=1,p=255" + SALT_AND_HASH,
        "$argon2id$v=19$m=4,t=1,p=1" + SALT_AND_HASH,
        "$argon2id$v=18$m=1024,t=1,p=1" + SALT_AND_HASH,
        "$scrypt$ln=20,r=32,p=1" + SALT_AND_HASH,
        "$scrypt$ln=31,r=8,p=1" + SALT_AND_HASH,
        "$scrypt$ln=16,r=1,p=1" + SALT_AND_HASH,
        "$scrypt$ln=16,r=8,p=3" + SALT_AND_HASH,
        "$scrypt$ln=14,r=8,p=999999999" + SALT_AND_HASH,
        "$scrypt$ln=0,r=8,p=1" + SALT_AND_HASH,
        "$pbkdf2-sha256$i=999" + SALT_AND_HASH,
        "$pbkdf2-sha256$i=1200001" + SALT_AND_HASH,
        "$pbkdf2-sha256$i=600001" + SALT_AND_64_BYTES,
        "$pbkdf2-sha512$i=420001" + SALT_AND_64_BYTES,
        "$pbkdf2-sha256$i=999999999" + SALT_AND_HASH,
        "$pbkdf2-sha1$i=29000" + SALT_AND_HASH,
        "$pbkdf2-sha256$i=29000$AAECAwQF$11kKyiyYAc8G7rp3KmncMc44YlkdllIqxOa7pq0fMaU",
        "$pbkdf2-sha256$i=29000$AAECAwQFBgcICQoLDA0ODw$11kKyiyYAc8G",
        "$pbkdf2-sha256$i=29000$AAECAwQFBgcICQoLDA0ODwX$m/kLywdyNwK9GV2kWntRGvZzmeiVsuqehNWlLst2eWYX/"
      })
  void refusesWhatIsNoneOrCostsTooMuch(String text) {
    assertThat(ImportedHash.parse(text)).isEmpty();
  }

  /** What OWASP wants, and what Keycloak, Django, PHP and argon2-cffi have used. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$2b$12$abcdefghijklmnopqrstuuGGgFFcYeueaAql8Z7U7CnCTRw4DR77W",
        "$argon2id$v=19$m=7168,t=5,p=1" + SALT_AND_HASH,
        "$argon2id$v=19$m=19456,t=2,p=1" + SALT_AND_HASH,
        "$argon2id$v=19$m=65536,t=3,p=4" + SALT_AND_HASH,
        "$argon2id$v=19$m=65536,t=4,p=1" + SALT_AND_HASH,
        "$scrypt$ln=16,r=8,p=2" + SALT_AND_HASH,
        "$pbkdf2-sha256$i=600000" + SALT_AND_64_BYTES,
        "$pbkdf2-sha256$i=1200000" + SALT_AND_HASH,
        "$pbkdf2-sha512$i=210000" + SALT_AND_64_BYTES
      })
  void takesWhatIsCommon(String text) {
    assertThat(ImportedHash.parse(text)).isPresent();
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThat(ImportedHash.parse(BCRYPT + " ".repeat(300))).isEmpty();
    assertThat(ImportedHash.parse("$".repeat(100_000))).isEmpty();
  }

  /** Made by Python's hashlib and libxcrypt of what was typed, which NFKC changes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$pbkdf2-sha256$i=29000$AAECAwQFBgcICQoLDA0ODw$FEg3mXlbMi/MpAL0J267EewZ+eM6Opcwi6YcYOXZSLA",
        "$2b$04$abcdefghijklmnopqrstuuwjdqDBP6Qsq15BewhNDYLbyadAin0ZW"
      })
  void triesWhatWasTypedWhereNfkcChangesIt(String text) {
    ImportedHash hash = ImportedHash.parse(text).orElseThrow();

    assertThat(hash.matches(new Password("m\u00b2\u00b75\u00b5\u00b4s"))).isTrue();
    assertThat(hash.matches(new Password("m2\u00b75\u03bc \u0301s"))).isFalse();
  }

  /** Made of the empty password. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$pbkdf2-sha256$i=29000$AAECAwQFBgcICQoLDA0ODw$/dVvkb5sTCBilEh/ZtTdMbTiUHOCcPWTO+OMlQ0vcy4",
        "$2b$04$abcdefghijklmnopqrstuubyCG3zY1GIXMyxfivm.ClDiInHzxjiq"
      })
  void theEmptyPasswordIsNobodys(String text) {
    ImportedHash hash = ImportedHash.parse(text).orElseThrow();

    assertThat(hash.matches(new Password(""))).isFalse();
    assertThat(hash.matches(new Password("\0"))).isFalse();
    assertThat(hash.matches(new Password("\0\0"))).isFalse();
    assertThat(hash.matches(new Password("x".repeat(Password.MAXIMUM + 1)))).isFalse();
    assertThat(hash.matches(new Password("x".repeat(10_000)))).isFalse();
  }

  @Test
  void isNeverToldInATrace() {
    assertThat(ImportedHash.parse(BCRYPT).orElseThrow().toString()).doesNotContain("abcdef");
  }
}
