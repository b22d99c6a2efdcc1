using System.Reflection;

namespace Dispersal.Tests.Shipped;

    /// <summary>What a notebook offers to its cells.</summary>
    /// <param name="show">Takes the forms of an object.</param>
    public sealed class NotebookGlobals(Action<IReadOnlyDictionary<string, string>> show)
    {
#pragma warning disable IDE1006 // The name that notebooks give it.
        public void display(object? value)
#pragma warning restore IDE1006
        {
            if (value is not null)
            {
                show(Forms(value));
            }
        }

        /// <summary>The forms in which a type says it can be shown, found by name alone, as notebooks do.</summary>
        public static IReadOnlyDictionary<string, string> Forms(object value)
        {
            object? attribute = value.GetType().GetCustomAttributes(inherit: true).FirstOrDefault(one => one.GetType().Name == "TypeFormatterSourceAttribute");
            if (attribute is null)
            {
                return new Dictionary<string, string> { ["text/plain"] = value.ToString() ?? "" };
            }

            Type source = (Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!;
            IEnumerable<object> formatters = (IEnumerable<object>)source.GetMethod("CreateTypeFormatters")!.Invoke(Activator.CreateInstance(source), [])!;
            Dictionary<string, string> forms = [];
            foreach (object formatter in formatters)
            {
                using StringWriter written = new();
                if (formatter.GetType().GetMethod("Format")!.Invoke(formatter, [value, written]) is true)
                {
                    forms[(string)formatter.GetType().GetProperty("MimeType")!.GetValue(formatter)!] = written.ToString();
                }
            }

            return forms;
        }
    }
