package dev.arbor.engine.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.Option;
import com.jayway.jsonpath.PathNotFoundException;
import com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider;
import com.jayway.jsonpath.spi.mapper.JacksonMappingProvider;
import dev.arbor.core.handler.Items;
import dev.arbor.engine.run.Results;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Loop data as authors write it: XML with an XPath, or JSON with a JSONPath (engine spec 3.10). */
@ApplicationScoped
public class JsonAndXmlItems implements Items {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Configuration PATHS = Configuration.builder()
            .jsonProvider(new JacksonJsonNodeJsonProvider(JSON))
            .mappingProvider(new JacksonMappingProvider(JSON))
            .options(Option.ALWAYS_RETURN_LIST, Option.SUPPRESS_EXCEPTIONS)
            .build();

    @Override
    public List<String> read(String data, String path) throws UnreadableException {
        if (path.isEmpty()) {
            throw new UnreadableException(
                    "Expected the parameter 'loop_path' to be an XPath or a JSONPath, but it was" + " empty.");
        }
        if (data.isEmpty()) {
            return List.of();
        }
        return data.startsWith("<") ? xml(data, path) : json(data, path);
    }

    @Override
    public String write(List<String> items) {
        try {
            return JSON.writeValueAsString(items);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected to write items as JSON: " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> parse(String written) {
        if (written.isEmpty()) {
            return List.of();
        }
        try {
            return JSON.readValue(written, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected stored items to be a JSON array of texts: " + e.getMessage(), e);
        }
    }

    private static List<String> json(String data, String path) throws UnreadableException {
        JsonPath compiled;
        try {
            compiled = JsonPath.compile(path);
        } catch (InvalidPathException | IllegalArgumentException e) {
            throw new UnreadableException("Expected the parameter 'loop_path' to be a JSONPath, but '" + path
                    + "' is none: " + e.getMessage());
        }
        try {
            JsonNode found = compiled.read(JSON.readTree(data), PATHS);
            List<String> items = new ArrayList<>();
            if (found != null) {
                found.forEach(item -> items.add(Results.text(item)));
            }
            return items;
        } catch (JsonProcessingException e) {
            throw new UnreadableException("Expected the parameter 'data_source' to be XML or JSON, but it is neither: "
                    + e.getOriginalMessage());
        } catch (PathNotFoundException e) {
            return List.of();
        }
    }

    private static List<String> xml(String data, String path) throws UnreadableException {
        Document document;
        try {
            DocumentBuilder builder = documents().newDocumentBuilder();
            builder.setErrorHandler(null); // The JDK's own writes to the console.
            document = builder.parse(new InputSource(new StringReader(data)));
        } catch (SAXException e) {
            throw new UnreadableException(
                    "Expected the parameter 'data_source' to be well-formed XML, but it is not: " + e.getMessage());
        } catch (ParserConfigurationException | java.io.IOException e) {
            throw new IllegalStateException("Expected the XML parser of the JDK to do its part.", e);
        }
        try {
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            List<String> items = new ArrayList<>(nodes.getLength());
            for (int i = 0; i < nodes.getLength(); i++) {
                items.add(text(nodes.item(i)));
            }
            return items;
        } catch (XPathExpressionException e) {
            throw new UnreadableException(
                    "Expected the parameter 'loop_path' to be an XPath, but '" + path + "' is none: " + e.getMessage());
        }
    }

    /** No document type, so no entities, neither outside ones nor bombs. */
    private static DocumentBuilderFactory documents() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setExpandEntityReferences(false);
        factory.setXIncludeAware(false);
        return factory;
    }

    private static String text(Node node) {
        if (!(node instanceof Element element) || !hasElements(element)) {
            return node.getTextContent();
        }
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(element), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("Expected to write an XML element as text.", e);
        }
    }

    private static boolean hasElements(Element element) {
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                return true;
            }
        }
        return false;
    }
}
