package org.gatehouse.core.settings;

import java.util.List;
import java.util.Optional;
import org.gatehouse.core.net.AddressRange;
import org.gatehouse.core.settings.Settings.Monitoring;

/** Reads who may see the metrics. */
final class MonitoringReader {
  private static final String NETWORKS = "GATEHOUSE_METRICS_NETWORKS";
  private static final String TOKEN = "GATEHOUSE_METRICS_TOKEN";

  private MonitoringReader() {}

  static Monitoring read(SettingTexts texts) {
    List<AddressRange> networks = texts.addressRanges(NETWORKS);
    if (networks.stream().anyMatch(range -> range.bits() == 0)) {
      texts.mistake(
          NETWORKS + " must not have a range that ends in /0: the metrics are not for everybody.");
    }
    Optional<String> token = texts.secret(TOKEN);
    if (token.filter(text -> !text.matches("[A-Za-z0-9._~+/=-]{32,256}")).isPresent()) {
      texts.mistake(
          TOKEN
              + " must have 32 to 256 letters, digits and signs of ._~+/=-, as `openssl rand -hex 32`"
              + " prints them.");
    }
    return new Monitoring(networks, token);
  }
}
