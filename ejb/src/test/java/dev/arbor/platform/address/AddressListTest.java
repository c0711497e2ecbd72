package dev.arbor.platform.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, 10.0.0.2, false",
        "10.0.0.0/8, 10.255.1.2, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "192.168.4.77/22, 192.168.4.1, true",
        "10.0.0.128/25, 10.0.0.127, false",
        "10.0.0.128/25, 10.0.0.128, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 203.0.113.9, false",
        "::/0, 2001:db8::1, true",
        "10.0.0.1/32, 10.0.0.1, true",
        "10.0.0.0/31, 10.0.0.2, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "2001:db8::1, 2001:0db8:0:0:0:0:0:1, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "fe80::1, fe80::1%eth0, true",
        "10.0.0.1, ::ffff:10.0.0.1, true",
        "10.0.0.1, ::ffff:a00:1, true",
        "::ffff:10.0.0.1, 10.0.0.1, true",
        "::ffff:10.0.0.0/104, 10.9.9.9, true",
        "::ffff:10.0.0.0/104, 11.9.9.9, false",
        "10.0.0.1, localhost, false",
        "10.0.0.1, '', false",
        "10.0.0.1, 10.0.1, false",
    })
    void an_address_is_in_a_range(String range, String address, boolean in) {
        assertThat(AddressList.of(List.of(range)).contains(address)).isEqualTo(in);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.1/33",
                "10.0.0.1/-1",
                "10.0.0.1/",
                "10.0.0.1/8/8",
                "10.0.0.1/x",
                "2001:db8::/129",
                "::ffff:10.0.0.0/95",
                "localhost",
                "example.com",
                ":::",
                "1:2",
                "10.0.0.1\u0000"
            })
    void what_is_no_range_is_named_and_matches_nothing(String text) {
        assertThat(AddressList.broken(List.of("10.0.0.1", text))).contains(text);
        assertThat(AddressList.of(List.of(text)).contains("10.0.0.1")).isFalse();
        assertThat(AddressList.of(List.of(text)).contains(text)).isFalse();
    }

    @Test
    void a_list_has_what_stands_between_commas() {
        List<String> texts = AddressList.split(" 10.0.0.1 ,, 2001:db8::/32,");

        assertThat(texts).containsExactly("10.0.0.1", "2001:db8::/32");
        assertThat(AddressList.broken(texts)).isEmpty();
        assertThat(AddressList.of(texts).contains("2001:db8::5")).isTrue();
        assertThat(AddressList.of(List.of()).contains("10.0.0.1")).isFalse();
    }
}
