namespace Psutil.Tool.Commands;

/// <summary>What a command writes.</summary>
internal enum OutputForm
{
    Text,
    Json,
    Csv,
}
