using Psutil.Tool.Report;

namespace Psutil.Tool.Text;

/// <summary>A table's rows at one moment, and what stands around them.</summary>
/// <param name="Rows">The rows.</param>
internal sealed record TableFrame<T>(IReadOnlyList<T> Rows)
{
    /// <summary>Writes lines above the table, in text.</summary>
    public Action<TextPage>? Above { get; init; }

    /// <summary>Writes lines below the table, in text.</summary>
    public Action<TextPage>? Below { get; init; }

    /// <summary>Writes further members of the JSON object.</summary>
    public Action<ReportWriter>? Members { get; init; }
}
