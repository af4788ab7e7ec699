namespace Psutil.Tool.Top.Model;

/// <summary>The pages of the detail view.</summary>
internal enum DetailPage
{
    Summary,
    Threads,
    Files,
    Sockets,
    Environment,
    Maps,
    Limits,
}
