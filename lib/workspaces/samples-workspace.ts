/** The workspace of the samples. Its id is fixed: the `azureml` client tells samples by it alone. */
export const samplesWorkspaceId = '506153734175476c4f62416c57734963';
