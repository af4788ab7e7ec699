using Psutil.Tool.Text;

namespace Psutil.Tool.Listing;

/// <summary>By what processes are sorted.</summary>
/// <param name="Field">The field.</param>
/// <param name="Column">The one of its columns that was named; null for the field as a whole.</param>
internal sealed record ProcessSort(ProcessField Field, Column<ProcessRow>? Column)
{
    /// <summary>The number by which they are sorted; null for a text.</summary>
    public Func<ProcessRow, double?>? Number => Column?.Number ?? Field.Number;

    /// <summary>The field with this name, or else the column with this title; null if there is neither.</summary>
    public static ProcessSort? Find(string word) =>
        ProcessFieldChoice.Find(word) is { } field
            ? new ProcessSort(field, field.Name == word ? null : field.TableColumns.FirstOrDefault(column => column.IsTitled(word)))
            : null;
}
