/** A task and whether it is classification, as step 2 shows it. */
export interface ClassificationDemonstration {
  readonly task: string;
  readonly isClassification: boolean;
}

const yes = (task: string): ClassificationDemonstration => ({ task, isClassification: true });
const no = (task: string): ClassificationDemonstration => ({ task, isClassification: false });

/** The 31 demonstrations of step 2: 12 classification tasks and 19 others, mixed on purpose. */
export const classificationDemonstrations: readonly ClassificationDemonstration[] = [
  yes('Decide whether the customer message is a complaint, a question or praise.'),
  no('Write a thank-you note to a neighbour who watered your plants while you were away.'),
  no('Convert the distances in the table from miles to kilometres.'),
  yes('Tell if the given number is prime or composite.'),
  no('Explain to a child how a lock on a canal lifts a boat.'),
  yes('Given a headline, choose the section it belongs to: politics, sport, culture or business.'),
  no('Think of five names for a bakery that opens at midnight.'),
  no('Summarise the minutes of the meeting in three sentences.'),
  yes('Is this letter formal or informal?'),
  no('Translate the proverb into English and say what it teaches.'),
  no('List what I have to buy for a vegetable curry for four people.'),
  yes('State whether the sentence is written in Spanish, Portuguese or Italian.'),
  no('Correct the spelling mistakes in the paragraph.'),
  yes('Check if the two sentences say the same thing. Answer yes or no.'),
  no('Add up the even numbers in the list.'),
  no('Write an SQL query that finds all customers who ordered nothing last year.'),
  yes("Does the patient's note mention an allergy? Reply with true or false."),
  no('Suggest three questions that I could ask at the end of a job interview.'),
  no('Continue the story with a surprising turn.'),
  yes('Rate how urgent the support request is: low, medium or high.'),
  no('Find all dates in the text and write them as year, month, day.'),
  no('Rewrite the sentence in the passive voice.'),
  yes('Label each plant in the description as a tree, a shrub or a herb.'),
  no('Plan a rainy Sunday at home for a family with two small children.'),
  no('Describe the smell of a second-hand bookshop without using the word “old”.'),
  yes('Which of the four seasons does the poem speak of?'),
  no('Who first sailed around the world alone, and how long did it take?'),
  yes('Say whether the argument supports or opposes closing the high street to cars.'),
  no('Turn the list of facts about whales into a short quiz with answers.'),
  yes('Determine whether the word in capitals is a noun, a verb or an adjective in its sentence.'),
  no('Give me a recipe for bread that needs neither yeast nor an oven.'),
];
