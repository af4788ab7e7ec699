namespace Psutil.Tool.Readings;

/// <summary>A value that could not be read.</summary>
/// <param name="Place">Where in the report it would be, such as <c>disks.usage./mnt</c>.</param>
/// <param name="Reason">Why not, as one of <see cref="Reasons"/>.</param>
/// <param name="Message">What exactly happened.</param>
internal sealed record Gap(string Place, string Reason, string Message);
