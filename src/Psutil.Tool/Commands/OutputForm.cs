namespace Psutil.Tool.Commands;

/// <summary>The form of a command's output.</summary>
internal enum OutputForm
{
    Text,
    Json,
    Csv,
}
