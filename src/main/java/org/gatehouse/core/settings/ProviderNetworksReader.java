package org.gatehouse.core.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatehouse.core.net.AddressRange;

/** Reads where identity providers may be called. */
final class ProviderNetworksReader {
  private static final String NETWORKS = "GATEHOUSE_PROVIDER_NETWORKS";
  private static final String PORTS = "GATEHOUSE_PROVIDER_PORTS";
  private static final String PUBLIC = "public";
  private static final String PRIVATE = "private";
  private static final int HTTPS = 443;
  private static final Pattern COMMAS = Pattern.compile("\\s*,\\s*");

  private ProviderNetworksReader() {}

  /**
   * Reads it.
   *
   * @param alone whether Gatehouse is for this machine only: then its providers may be here, too
   * @param open whether strangers may sign up, and so name providers: then only what they could
   *     call themselves is called for them
   */
  static ProviderNetworks read(SettingTexts texts, boolean alone, boolean open) {
    List<Integer> ports = ports(texts, alone);
    List<String> words = words(texts, NETWORKS);
    if (words.isEmpty()) {
      return new ProviderNetworks(alone, alone || !open, true, List.of(), ports);
    }
    List<Optional<AddressRange>> named =
        words.stream()
            .filter(word -> !word.equals(PUBLIC) && !word.equals(PRIVATE))
            .map(AddressRange::parse)
            .toList();
    if (!named.stream().allMatch(Optional::isPresent)) {
      texts.mistake(
          NETWORKS
              + " must be public, private, addresses or ranges such as 10.20.0.0/16 or"
              + " 2001:db8::/32, parted by commas.");
    }
    return new ProviderNetworks(
        false,
        words.contains(PRIVATE),
        words.contains(PUBLIC),
        named.stream().flatMap(Optional::stream).toList(),
        ports);
  }

  private static List<Integer> ports(SettingTexts texts, boolean alone) {
    List<String> words = words(texts, PORTS);
    if (!words.stream().allMatch(word -> word.matches("[1-9][0-9]{0,4}"))
        || words.stream()
            .mapToInt(Integer::parseInt)
            .anyMatch(p -> p > SettingsReader.LARGEST_PORT)) {
      texts.mistake(PORTS + " must be ports such as 8443,9443, parted by commas.");
      return List.of(HTTPS);
    }
    if (words.isEmpty() && alone) {
      return List.of();
    }
    return Stream.concat(Stream.of(HTTPS), words.stream().map(Integer::valueOf)).toList();
  }

  private static List<String> words(SettingTexts texts, String name) {
    return COMMAS.splitAsStream(texts.text(name, "")).filter(word -> !word.isEmpty()).toList();
  }
}
