namespace Dispersal.Notebooks;

/// <summary>Writes an object for a notebook in one form. The names of the members are what notebooks look for.</summary>
/// <param name="view">What is shown of an object; null for one that is shown as anywhere else.</param>
internal sealed class NotebookFormatter(Func<object, NotebookView?> view)
{
    public required string MimeType { get; init; }

    /// <summary>Writes the object; false when there is nothing special to show.</summary>
    public bool Format(object instance, TextWriter writer)
    {
        if (view(instance) is not { } shown)
        {
            return false;
        }

        writer.Write(MimeType == "text/html" ? shown.ToHtml() : shown.ToText());
        return true;
    }

    /// <summary>The two forms that every notebook can show.</summary>
    public static IEnumerable<object> Both(Func<object, NotebookView?> view) =>
        [new NotebookFormatter(view) { MimeType = "text/html" }, new NotebookFormatter(view) { MimeType = "text/plain" }];
}
