namespace Psutil;

/// <summary>Questions to a set of fields.</summary>
internal static class ProcessFieldsExtensions
{
    /// <summary>Whether at least one of some fields is among these.</summary>
    public static bool Wants(this ProcessFields fields, ProcessFields some) => (fields & some) != 0;
}
