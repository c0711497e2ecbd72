package dev.arbor.engine.mail;

import dev.arbor.engine.handler.ErrorHandling;
import dev.arbor.engine.handler.OutsideHandler.Call;
import dev.arbor.engine.handler.OutsideHandler.HandlerException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is to be sent to whom, as the parameters of a node say. Whatever would begin a header or a command of its own is
 * refused.
 *
 * @param subject one line
 * @param html empty for a letter of text alone
 */
record Letter(
        InternetAddress from,
        List<InternetAddress> to,
        List<InternetAddress> bcc,
        String subject,
        String html,
        String text) {

    /** Reads the parameters. */
    static Letter of(Call call) throws HandlerException {
        List<InternetAddress> from = addresses("from", ErrorHandling.required(call, "from"));
        if (from.size() != 1) {
            throw refused("Expected the parameter 'from' to be one address, but there are " + from.size() + ".");
        }
        List<InternetAddress> to = addresses("to", ErrorHandling.required(call, "to"));
        if (to.isEmpty()) {
            throw refused("Expected the parameter 'to' to have an address, but it has commas alone.");
        }
        return new Letter(
                from.get(0),
                to,
                addresses("bcc", call.parameters().getOrDefault("bcc", "").strip()),
                line("subject", call.parameters().getOrDefault("subject", "").strip()),
                body(call, "htmlbody"),
                body(call, "textbody"));
    }

    private static String body(Call call, String name) {
        String text = call.parameters().getOrDefault(name, "");
        return text.isBlank() ? "" : text;
    }

    private static List<InternetAddress> addresses(String name, String text) throws HandlerException {
        try {
            InternetAddress[] addresses = InternetAddress.parse(line(name, text), true);
            for (InternetAddress address : addresses) {
                if (address.isGroup()) {
                    throw refused("Expected the parameter '" + name + "' to have addresses, but '" + address
                            + "' is a group of them.");
                }
                address.validate();
                if (address.getPersonal() != null) {
                    // As it was read it is not encoded yet.
                    address.setPersonal(address.getPersonal(), StandardCharsets.UTF_8.name());
                }
            }
            return List.of(addresses);
        } catch (AddressException e) {
            throw refused("Expected the parameter '" + name + "' to have addresses separated by commas, but it is '"
                    + text + "': " + e.getMessage() + ".");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Expected Java to know UTF-8.", e);
        }
    }

    private static String line(String name, String text) throws HandlerException {
        if (text.chars().anyMatch(each -> Character.isISOControl(each) && each != '\t')) {
            throw refused("Expected the parameter '" + name
                    + "' to be one line, but it has line ends or other controls in it.");
        }
        return text;
    }

    private static HandlerException refused(String message) {
        return new HandlerException("invalid_parameter", message, null);
    }
}
